import { addDays, daysBetween, type PlainDate } from '@claimwright/core/ground/base';
import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import { type DenialFacts, foretell, type PastClaim } from '@claimwright/core/revenue/denials';
import type { Ctx } from '../../gate/index.ts';
import { codeTablesFor } from '../../ground/codes/index.ts';
import { type Draft, draftsByIds } from '../../revenue/claims/index.ts';
import type { RemarksOf } from '../../revenue/submission/index.ts';
import { type DecidedClaim, denialThresholdNow, type ForetoldDraft, findingsOf, newestModel } from './store.ts';

type FamilyOf = (code: string) => string;

export async function familiesNow(ctx: Pick<Ctx, 'tx' | 'blobs' | 'today'>): Promise<FamilyOf> {
  const tables = await codeTablesFor(ctx, { from: addDays(ctx.today, -30), to: ctx.today }, ['procedures']);
  return (code) => {
    const answer = tables.procedure(code, ctx.today);
    return answer.is === 'found' ? (answer.row.family ?? '') : '';
  };
}

const knownFamilies = (codes: readonly string[], familyOf: FamilyOf): string[] => codes.map(familyOf).filter((family) => family !== '');
const hasAuthorization = ({ authorizationNumber }: ClaimToSend): boolean => authorizationNumber !== undefined && authorizationNumber !== '';

/** What is known of a draft before it goes out, and tells of no person. */
function factsOf({ claim, payerId }: Draft, familyOf: FamilyOf, warned: number | undefined, today: PlainDate): DenialFacts {
  const codes = claim.lines.map(({ procedure }) => procedure.code);
  const served = claim.lines.flatMap(({ servedOn }) => servedOn ?? []).sort()[0];
  return {
    ...{ payer: payerId, codes, families: knownFamilies(codes, familyOf), place: claim.placeOfService, billedCents: claim.billed },
    ...{ modifiers: [...new Set(claim.lines.flatMap(({ procedure }) => procedure.modifiers))], diagnoses: claim.diagnoses.length },
    ...{
      provider: claim.rendering?.npi ?? claim.billing.npi ?? '',
      days: served === undefined ? 0 : Math.max(0, daysBetween(served, today)),
    },
    authorization: hasAuthorization(claim),
    ...(warned === undefined ? {} : { warned }),
  };
}

/** Decided claims as something to learn from; of those that went out from here what their drafts knew too. */
export async function historyOf(ctx: Ctx, decided: readonly DecidedClaim[], familyOf: FamilyOf): Promise<PastClaim[]> {
  const drafts = new Map<string, Draft>();
  const ids = decided.flatMap(({ draftId }) => draftId ?? []);
  for (let at = 0; at < ids.length; at += 1000) for (const one of await draftsByIds(ctx, ids.slice(at, at + 1000))) drafts.set(one.id, one);
  return decided.map(({ id: _, draftId, warned, ...claim }) => {
    const draft = draftId === null ? undefined : drafts.get(draftId);
    return {
      ...{ ...claim, families: knownFamilies(claim.codes, familyOf) },
      ...(draft === undefined ? {} : { authorization: hasAuthorization(draft.claim) }),
      ...(warned === null ? {} : { warned }),
    };
  });
}

/** What the newest model says of drafts; nothing where it is silent. */
export async function foretellDrafts(ctx: Pick<Ctx, 'tx' | 'blobs' | 'today'>, ids: readonly string[]): Promise<ForetoldDraft[]> {
  const kept = ids.length === 0 ? undefined : await newestModel(ctx.tx);
  const model = kept?.model;
  if (kept === undefined || model === undefined || model === null) return [];
  const familyOf = await familiesNow(ctx);
  const warned = await findingsOf(ctx.tx, ids);
  return (await draftsByIds(ctx, ids)).map((draft) => ({
    ...foretell(model, factsOf(draft, familyOf, warned.get(draft.id), ctx.today)),
    ...{ draftId: draft.id, draftVersion: draft.version, modelVersion: kept.version },
  }));
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const saysOf = ({ probability, reasons }: ForetoldDraft): string =>
  `Likely to be denied, ${percent(probability)}. ${reasons.join(' ')}`.trim();
const fix = 'Look at it before it goes out. Nothing holds it: what to change is a person’s to say.';

async function likely(ctx: Ctx, ids: readonly string[]): Promise<readonly ForetoldDraft[]> {
  const threshold = await denialThresholdNow(ctx.tx);
  return (await foretellDrafts(ctx, ids)).filter(({ probability }) => probability >= threshold);
}

/** A port of those who send: what the scrubber remarks, and which claims are likely to be denied. That warns, and never holds. */
export const withLikelyDenials =
  (remarksOf: RemarksOf): RemarksOf =>
  async (ctx, ids) => {
    const found = new Map((await likely(ctx, ids)).map((one) => [one.draftId, one]));
    const remarks = await remarksOf(ctx, ids);
    if (found.size === 0) return remarks;
    return new Map(
      ids.map((id) => {
        const one = found.get(id);
        const own = remarks.get(id) ?? [];
        return [id, one === undefined ? own : [...own, { code: 'likely-denied', severity: 'warning' as const, says: saysOf(one), fix }]];
      }),
    );
  };
