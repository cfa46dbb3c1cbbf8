import type { Machine } from './define.ts';

/** What a machine does by itself: it reads and proposes, and moves nothing. */
export const systemActor = (tenant: string): Machine => ({
  kind: 'system',
  id: 'claimwright',
  name: 'Claimwright',
  tenant,
  roles: ['system'],
});

/** An agent at the gate: a user with fewer rights, who says which writing of its instructions and which model it is. */
export const agentActor = (tenant: string, role: string, version: string, name = role): Machine => ({
  kind: 'agent',
  id: role,
  name,
  tenant,
  roles: [role],
  version,
});
