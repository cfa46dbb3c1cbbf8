import { twinPayers } from '../../../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../../../testing/desk.ts';
import { type Actor, createGate, type Gate } from '../../../../gate/index.ts';
import { person } from '../../../../gate/person.ts';
import { commands, queries } from '../../../../rooms.ts';
import { idSource } from '../../../../store/new-id.ts';
import type { Store } from '../../../../store/store.ts';
import { type ModelTask, modelCommands, openDeidentifier, sendCall } from '../index.ts';
import type { CallRowView } from '../views.ts';

export interface Egress {
  readonly desk: Desk;
  readonly gate: Gate;
  readonly manager: Actor;
  act<T>(name: string, input: unknown, actor?: Actor): Promise<T>;
  /** One try of a call, as the queue makes it; by another gate where one is given. */
  send(callId: string, by?: { milliseconds?: number; gate?: Gate }): Promise<void>;
  ask(task: string, subject: string): Promise<string>;
  row(callId: string): Promise<CallRowView>;
  /** A vendor with its agreement and the one model that serves from now on. */
  serve(settings: object): Promise<{ modelId: string; agreementId: string }>;
}

/** A practice whose questions go to a model, with tasks of a test's own. */
export async function openEgress(store: Store, tasks: readonly ModelTask[], now: () => Date): Promise<Egress> {
  const desk = await openDesk(store, twinPayers);
  const own = modelCommands({ tasks, deidentifier: openDeidentifier() });
  const gate = createGate({
    ...{ store, blobs: desk.blobs, queries, clock: now, newId: idSource(Date.now) },
    commands: [...commands.filter(({ name }) => !own.some((one) => one.name === name)), ...own],
    enqueue: async () => undefined,
    changed: () => undefined,
  });
  const { tenant } = desk;
  const manager = person('test', { id: 'marisol', name: 'Marisol', tenant, roles: ['office-manager'] });
  const system = (): Actor => ({ kind: 'system', id: 'claimwright', name: 'Claimwright', tenant, roles: ['system'] });
  const agent = (_tenant: string, role: string, version: string): Actor => ({
    ...{ kind: 'agent', id: role, name: role, tenant, roles: [role], version },
  });
  const act = async <T>(name: string, input: unknown, actor = manager) =>
    (await gate.act<T>(`ground/governance/models/${name}`, input, actor)).result;
  let serving: { modelId: string; settings: object } | undefined;
  let vendors = 0;
  return {
    ...{ desk, gate, manager, act },
    send: (callId, by = {}) =>
      sendCall(
        { gate: by.gate ?? gate, tasks, actor: system, agent, now: Date.now, milliseconds: by.milliseconds ?? 5000 },
        tenant,
        callId,
      ),
    ask: async (task, subject) => (await act<{ callId: string }>('ask', { task, subject })).callId,
    row: async (callId) => {
      const { rows } = await gate.ask<{ rows: CallRowView[] }>('ground/governance/models/calls', {}, manager);
      const found = rows.find(({ id }) => id === callId);
      if (!found) throw new Error('the call is not in the list');
      return found;
    },
    serve: async (more) => {
      if (serving) await act('set-model', { ...serving.settings, modelId: serving.modelId, active: false });
      const { vendorId } = await act<{ vendorId: string }>('add-vendor', { name: `Vendor ${++vendors}` });
      const of = { vendorId, product: `Product ${vendors}` };
      const filed = { ...of, kind: 'baa', purposes: ['posting', 'notes'], signedOn: '2026-01-01' };
      const { agreementId } = await act<{ agreementId: string }>('file-agreement', filed);
      const settings = {
        ...of,
        ...{ provider: 'openai-compatible', name: 'twin', secret: 'vendor-key-1', priceIn: 1_000_000, priceOut: 2_000_000 },
        ...{ workflows: ['posting'], keeps: 'with-decision', maySeeIdentified: false, ...more },
      };
      const { modelId } = await act<{ modelId: string }>('set-model', settings);
      serving = { modelId, settings };
      return { modelId, agreementId };
    },
  };
}
