import type { Gate } from '../../../gate/index.ts';
import { type Store, trainingOf } from './store.ts';

export type InTraining = (tenant: string | undefined) => Promise<boolean>;

/** Whether a tenant is one that people practise in: it was so from its first moment, or never will be. */
export function inTraining(store: Store): InTraining {
  const known = new Map<string, Promise<boolean>>();
  return (tenant) => {
    if (tenant === undefined) return Promise.resolve(false);
    const before = known.get(tenant);
    if (before) return before;
    const asked = trainingOf(store, tenant).then((practice) => practice !== undefined);
    known.set(tenant, asked);
    asked.catch(() => known.delete(tenant));
    return asked;
  };
}

/** The gate with its measures, but for what is done where people practise: that is in none of them. */
export const unmeasured = (measured: Gate, bare: Gate, training: InTraining): Gate => ({
  ...measured,
  act: async (name, input, actor, options) => ((await training(actor.tenant)) ? bare : measured).act(name, input, actor, options),
  ask: async (name, input, actor, purpose) => ((await training(actor.tenant)) ? bare : measured).ask(name, input, actor, purpose),
});

type Handler = (data: { readonly [key: string]: string }) => Promise<void>;
/** The same of jobs. */
export const unmeasuredJobs = <Handlers extends { readonly [queue: string]: Handler }>(
  measured: Handlers,
  bare: Handlers,
  training: InTraining,
): Handlers =>
  Object.fromEntries(
    Object.keys(bare).map((queue): [string, Handler] => [
      queue,
      async (data) => ((await training(data.tenant)) ? bare : measured)[queue]?.(data),
    ]),
  ) as Handlers;
