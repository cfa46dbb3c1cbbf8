import { foundOf, type ScrubFinding } from '@claimwright/core/revenue/scrub';
import type { Ctx } from '../../../gate/index.ts';
import { lookAnew } from '../../claims/index.ts';
import { type CheckedDraft, checkDrafts } from '../check-drafts.ts';
import { keepChecks } from '../store.ts';
import { draftsToSend } from './store.ts';
import type { TermsEffect } from './views.ts';

/** So many are looked at within the act; those beyond wait for the agent. */
const most = 500;

type Jobs = ReturnType<typeof lookAnew>[];

const named = (finding: ScrubFinding): string => `${finding.code}\n${finding.at}\n${foundOf(finding)}`;

/** How many of these are not among those. */
function beyond(these: CheckedDraft['findings'], those: CheckedDraft['findings']): number {
  const left = those.map(named);
  return these.filter((one) => {
    const at = left.indexOf(named(one));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  }).length;
}

/** Changes terms, and looks before and after at the drafts of these payers that have not left: what differs is kept and told. */
export async function lookAround(
  ctx: Ctx,
  payerIds: readonly string[],
  change: () => Promise<void>,
): Promise<{ readonly effect: TermsEffect; readonly jobs: Jobs }> {
  const all = payerIds.length === 0 ? [] : await draftsToSend(ctx, payerIds);
  const ids = all.slice(0, most);
  const before = new Map((await checkDrafts(ctx, ids)).map(({ draft, findings }) => [draft.id, findings]));
  await change();
  const counted = (await checkDrafts(ctx, ids)).map(({ draft, findings }) => {
    const was = before.get(draft.id) ?? [];
    return { draft, findings, found: beyond(findings, was), gone: beyond(was, findings) };
  });
  const changed = counted.filter(({ found, gone }) => found + gone > 0);
  await keepChecks(
    ctx,
    changed.map(({ draft, findings }) => ({ id: ctx.newId(), draftId: draft.id, version: draft.version, findings })),
  );
  const effect: TermsEffect = {
    ...{ drafts: ids.length, left: all.length - ids.length },
    found: counted.reduce((sum, { found }) => sum + found, 0),
    gone: counted.reduce((sum, { gone }) => sum + gone, 0),
  };
  const again = [...changed.map(({ draft }) => draft.id), ...all.slice(most)];
  return { effect, jobs: again.map((id) => lookAnew(ctx.tx.tenant, id)) };
}
