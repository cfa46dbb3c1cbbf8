import { type CheckedReason, checkReasons, type OwnReason, type TypedReason } from '@claimwright/core/ground/codes';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, type Done, Refusal } from '../../gate/index.ts';
import { editionCommands } from './editions/index.ts';
import { dropReason, ownReasons, putReasons } from './store.ts';

const typed = z.object({ carc: z.string().max(40), words: z.string().max(5000), family: z.string().max(60) });
const administers = { permission: 'reasons.set', workflow: 'posting', consequence: 'administers' } as const;

/** All of the rows, or what is wrong with which of them: nothing is taken in half. */
function allRight(checked: readonly CheckedReason[]): OwnReason[] {
  const findings = checked.flatMap(({ wrong }, at) =>
    wrong.map((says) => ({ code: 'reason.wrong', severity: 'error' as const, at: `row ${at + 1}`, says })),
  );
  if (findings.length === 0) return checked.flatMap(({ reason }) => reason ?? []);
  const told = findings.slice(0, 5).map(({ at, says }) => (checked.length === 1 ? says : `${at}: ${says}`));
  throw new Refusal('bad-input', checked.length === 1 ? 'This reason code cannot be kept so.' : 'Some rows cannot be kept so.', {
    because: [...told, ...(findings.length > told.length ? [`and ${findings.length - told.length} more.`] : [])].join(' '),
    fix: 'Mend these and send it again; nothing was kept.',
    findings,
  });
}

/** What is posted stays as it is; what waits is worked out anew. */
const done = <T>(ctx: Ctx, result: T, carcs: readonly string[]): Done<T> => ({
  result,
  subjects: carcs.slice(0, 100).map((carc) => `carc:${carc}`),
  jobs: [{ queue: 'propose', data: { tenant: ctx.tx.tenant } }],
  changes: [{ topic: 'codes' }, { topic: 'remits' }],
});

const setReason = command<TypedReason, null, OwnReason[], { carc: string }>({
  name: 'ground/codes/set-reason',
  summary: 'Set what a reason code means',
  ...administers,
  input: typed,
  reversal: 'ground/codes/drop-reason',
  load: async () => null,
  plan: (_, input) => allRight(checkReasons([input])),
  apply: async (ctx, reasons) => {
    await putReasons(ctx, reasons);
    const [one] = reasons;
    const carc = one?.carc ?? '';
    return { ...done(ctx, { carc }, [carc]), details: { carc, family: one?.family ?? '' } };
  },
});

const importReasons = command<{ rows: readonly TypedReason[] }, null, OwnReason[], { reasons: number }>({
  name: 'ground/codes/import-reasons',
  summary: 'Import what reason codes mean',
  ...administers,
  input: z.object({ rows: z.array(typed).min(1).max(2000) }),
  load: async () => null,
  plan: (_, input) => allRight(checkReasons(input.rows)),
  apply: async (ctx, reasons) => {
    await putReasons(ctx, reasons);
    const carcs = reasons.map(({ carc }) => carc);
    return { ...done(ctx, { reasons: reasons.length }, carcs), details: { reasons: reasons.length } };
  },
});

const drop = command<{ carc: string }, readonly { carc: string }[], string, { carc: string }>({
  name: 'ground/codes/drop-reason',
  summary: 'Drop what the practice says of a reason code',
  ...administers,
  input: z.object({ carc: z.string().trim().toUpperCase().max(40) }),
  load: (ctx) => ownReasons(ctx.tx),
  plan: (known, { carc }) => {
    if (known.some((one) => one.carc === carc)) return carc;
    throw cannot('The practice says nothing of this code.', 'It was dropped already, or never set.', 'Look at the list.');
  },
  apply: async (ctx, carc) => {
    await dropReason(ctx, carc);
    return { ...done(ctx, { carc }, [carc]), details: { carc } };
  },
});

export const codeCommands: readonly Command[] = [setReason, importReasons, drop, ...editionCommands];
