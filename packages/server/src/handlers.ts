import { modelTasks } from './agents/index.ts';
import { scrubUnattended } from './agents/scrub.ts';
import { workUnattended } from './agents/unattended.ts';
import { agentActor, systemActor } from './gate/index.ts';
import { alertEmergency } from './ground/governance/emergency/index.ts';
import { sendCall } from './ground/governance/models/index.ts';
import { sendWriteBack } from './ground/governance/write-back/index.ts';
import type { JobWork } from './jobs/narrow-gate.ts';
import type { QueueName } from './jobs/queues.ts';
import { sendBatch } from './revenue/submission/index.ts';

/** Milliseconds. */
const modelTakesAtMost = 60_000;
const partnerTakesAtMost = 20_000;

type Alerting = Parameters<typeof alertEmergency>[0];

type Sending = Parameters<typeof sendBatch>[0];

export interface HandlerParts extends Pick<Alerting, 'store' | 'mail'>, Pick<Sending, 'blobs' | 'bounds'> {
  readonly signIn: Pick<Alerting, 'emailOf'> & { endSessions(userId: string): Promise<unknown> };
  rotate(tenant: string): Promise<void>;
  readonly makeTraining: JobWork;
}

/** What each queue's jobs do. Each is given the gate of its own road (agents/job-roads.ts); there is no other in reach here. */
export function jobHandlers({ store, blobs, bounds, mail, signIn, rotate, makeTraining }: HandlerParts): {
  readonly [queue in QueueName]: JobWork;
} {
  return {
    'read-document': async (gate, { tenant = '', ...input }) => {
      await gate.act('ground/intake/read', input, systemActor(tenant));
    },
    propose: async (gate, { tenant = '', documentId, beside, draftId, drafts }) => {
      const ofClaimsOut = draftId !== undefined || drafts !== undefined;
      if (!ofClaimsOut) await workUnattended(gate, tenant, documentId, beside);
      await scrubUnattended(gate, tenant, draftId === undefined ? undefined : [draftId]);
    },
    'ask-model': (gate, { tenant = '', callId = '' }) => {
      const egress = { gate, tasks: modelTasks, actor: systemActor, agent: agentActor, now: Date.now, milliseconds: modelTakesAtMost };
      return sendCall(egress, tenant, callId);
    },
    'end-sessions': async (_gate, { userId = '' }) => {
      await signIn.endSessions(userId);
    },
    'alert-emergency': async (_gate, { tenant = '', emergencyId = '' }) => {
      await alertEmergency({ store, mail, emailOf: signIn.emailOf }, tenant, emergencyId);
    },
    'make-training': makeTraining,
    'rotate-keys': (_gate, { tenant = '' }) => rotate(tenant),
    submit: (gate, { tenant = '', batchId = '' }) =>
      sendBatch({ gate, blobs, bounds, actor: systemActor, milliseconds: partnerTakesAtMost }, tenant, batchId),
    'write-back': (gate, { tenant = '', writeBackId = '' }) =>
      sendWriteBack({ gate, actor: systemActor, milliseconds: partnerTakesAtMost }, tenant, writeBackId),
  };
}
