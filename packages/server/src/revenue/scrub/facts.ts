import { addDays, type PlainDate } from '@claimwright/core/ground/base';
import type { CodeTables } from '@claimwright/core/ground/codes';
import type { ClaimToSend, LineToSend, ToothToSend } from '@claimwright/core/revenue/claims';
import {
  type ClinicalNote,
  type CompiledRules,
  compileRules,
  giverOf,
  type PayerRule,
  RuleRun,
  type ScrubFacts,
  type ServedLine,
  type Taxonomies,
  taxonomyOf,
} from '@claimwright/core/revenue/scrub';
import type { Ctx } from '../../gate/index.ts';
import { codeTablesFor } from '../../ground/codes/index.ts';
import { asOne } from '../../ground/parties/index.ts';
import { billingFactsNow, type Draft, draftsByIds } from '../claims/index.ts';
import { authorizationsOf, coveragesOf } from '../eligibility/index.ts';
import { rulesOn } from './rules/store.ts';
import { draftsSince, knownOf, linesSince, type Told } from './store.ts';
import { termsOfPayers } from './terms/store.ts';

/** So far back frequencies and replacements look. */
const historyDays = 5 * 366;

/** Rules are made ready once, and serve as long as the same ones are on. */
const ready = new Map<string, CompiledRules>();
const mostReady = 50;
function rulesReady(rules: readonly PayerRule[]): CompiledRules {
  const key = JSON.stringify(rules);
  const found = ready.get(key) ?? compileRules(rules).rules;
  ready.delete(key);
  ready.set(key, found);
  const [oldest] = ready.keys();
  if (ready.size > mostReady && oldest !== undefined) ready.delete(oldest);
  return found;
}

function days(drafts: readonly Draft[], today: PlainDate): { readonly from: PlainDate; readonly to: PlainDate } {
  const all = drafts.flatMap(({ claim }) => claim.lines.flatMap(({ servedOn }) => (servedOn === undefined ? [] : [servedOn]))).sort();
  return { from: all[0] ?? today, to: all.at(-1) ?? today };
}

/** By whose terms a claim is looked at: those of its first day. */
const firstDay = ({ lines }: ClaimToSend): PlainDate | undefined => lines.flatMap(({ servedOn }) => servedOn ?? []).sort()[0];

const familyOf = (tables: CodeTables, code: string, on: PlainDate): string => {
  const answer = tables.procedure(code, on);
  return answer.is === 'found' ? (answer.row.family ?? '') : '';
};

/** Specialties of those who work for the practice now: the books do not keep them with a claim. */
async function taxonomiesKnown(ctx: Ctx): Promise<Taxonomies> {
  const { billing, providers = [] } = (await billingFactsNow(ctx)) ?? {};
  const all = [...(billing === undefined ? [] : [billing]), ...providers];
  return new Map(all.flatMap(({ npi, taxonomy }) => (npi === undefined || taxonomy === undefined ? [] : [[npi, taxonomy] as const])));
}

const givenBy = (provider: string | undefined, group: string | undefined, taxonomy: string | undefined) => ({
  ...(provider === undefined ? {} : { provider }),
  ...(group === undefined ? {} : { group }),
  ...(taxonomy === undefined ? {} : { taxonomy }),
});

/** Where in the mouth it was given. */
function placeIn(teeth: readonly ToothToSend[], areas: readonly string[]): Pick<ServedLine, 'tooth' | 'teeth' | 'surfaces' | 'area'> {
  const [first, ...others] = teeth;
  const [area] = areas;
  return {
    ...(first === undefined ? {} : { tooth: first.tooth, surfaces: first.surfaces }),
    ...(others.length === 0 ? {} : { teeth: teeth.map(({ tooth }) => tooth) }),
    ...(area === undefined ? {} : { area }),
  };
}

type People = Awaited<ReturnType<typeof asOne>>;

interface Knowing {
  readonly tables: CodeTables;
  readonly taxonomies: Taxonomies;
}

function servedOf({ tables, taxonomies }: Knowing, claim: ClaimToSend, line: LineToSend): readonly ServedLine[] {
  const { servedOn: on, procedure, teeth, oralCavities } = line;
  if (on === undefined || claim.predetermination || claim.frequency === '8') return [];
  const giver = giverOf(claim, line);
  return [
    {
      ...{ claim: claim.patientControlNumber, code: procedure.code, modifiers: procedure.modifiers, units: Number(line.units), on },
      family: familyOf(tables, procedure.code, on),
      ...(line.minutes === undefined ? {} : { minutes: line.minutes }),
      ...givenBy(giver.npi, claim.billing.npi, taxonomyOf(giver, taxonomies)),
      ...placeIn(teeth, oralCavities),
    },
  ];
}

/** What was served to these patients before, by patient. */
async function historyOf(ctx: Ctx, knowing: Knowing, drafts: readonly Draft[], people: People, since: PlainDate) {
  const byPatient = new Map<string, ServedLine[]>();
  const add = (patientId: string, lines: readonly ServedLine[]): void => {
    for (const id of people.asked(patientId)) {
      const own = byPatient.get(id) ?? [];
      byPatient.set(id, own);
      own.push(...lines);
    }
  };
  const here = new Map(drafts.map((one) => [one.id, one]));
  const ids = await draftsSince(ctx, people.all, since);
  const others = await draftsByIds(
    ctx,
    ids.filter((id) => !here.has(id)),
  );
  // In the order in which they were made, whoever looks at whichever of them.
  const inOrder = [...ids.flatMap((id) => here.get(id) ?? []), ...others].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { patientId, claim } of inOrder)
    add(
      patientId,
      claim.lines.flatMap((line) => servedOf(knowing, claim, line)),
    );
  for (const { patientId, provider, billedBy, units, teeth, areas, ...line } of await linesSince(ctx, people.all, since))
    add(patientId, [
      {
        ...{ ...line, units: Number(units ?? '1'), family: familyOf(knowing.tables, line.code, line.on) },
        ...placeIn(teeth ?? [], areas ?? []),
        ...givenBy(provider ?? undefined, billedBy ?? undefined, knowing.taxonomies.get(provider ?? '')),
      },
    ]);
  return byPatient;
}

const notesAmong = (told: readonly (Told & { readonly id: string })[], draftId: string): readonly ClinicalNote[] =>
  told.flatMap(({ id: document, draftId: of, content }) =>
    of === draftId && content.kind === 'note' ? [{ document, text: content.text }] : [],
  );

/** Every note that was told at a draft, by its id: what was proposed on an older one still quotes that. */
export async function notesOf(ctx: Ctx, { id }: Pick<Draft, 'id'>): Promise<ReadonlyMap<string, ClinicalNote>> {
  return new Map(notesAmong(await knownOf(ctx, [], [id]), id).map((note) => [note.document, note]));
}

/** What is known for each draft: of its patient, and what was told at it while it was of somebody who was corrected since. */
async function knownFor(ctx: Ctx, drafts: readonly Draft[], people: People) {
  type Known = Told & { readonly id: string };
  const [byPatient, byDraft] = [new Map<string, Known[]>(), new Map<string, Known[]>()];
  const ids = drafts.map(({ id }) => id);
  for (const one of await knownOf(ctx, people.all, ids)) {
    for (const id of people.asked(one.patientId)) byPatient.set(id, [...(byPatient.get(id) ?? []), one]);
    byDraft.set(one.draftId, [...(byDraft.get(one.draftId) ?? []), one]);
  }
  return ({ id, patientId }: Draft): readonly Known[] => [
    ...(byDraft.get(id) ?? []).filter((one) => !people.asked(one.patientId).includes(patientId)),
    ...(byPatient.get(patientId) ?? []),
  ];
}

/** All that a scrubber looks at, of as many drafts as are asked for, in a handful of statements. `only` tries these rules by themselves, `run` goes on from other drafts. */
export async function scrubFacts(
  ctx: Ctx,
  drafts: readonly Draft[],
  only?: readonly PayerRule[],
  run = new RuleRun(),
): Promise<readonly ScrubFacts[]> {
  const range = days(drafts, ctx.today);
  const tables = await codeTablesFor(ctx, { from: addDays(range.from, -historyDays), to: range.to });
  const patientIds = [...new Set(drafts.map(({ patientId }) => patientId))];
  const people = await asOne(ctx.tx, patientIds);
  const taxonomies = await taxonomiesKnown(ctx);
  const history = await historyOf(ctx, { tables, taxonomies }, drafts, people, addDays(range.from, -historyDays));
  const terms = await termsOfPayers(ctx);
  const told = await knownFor(ctx, drafts, people);
  const covered = await coveragesOf(ctx, patientIds);
  const authorized = await authorizationsOf(ctx, patientIds);
  const rules = rulesReady(only ?? (await rulesOn(ctx)));
  return drafts.map((draft) => {
    const { id, claim, payerId, patientId } = draft;
    const ofPatient = told(draft);
    const coverage = claim.coverages.find(({ rank }) => rank === claim.sentAs);
    const note = notesAmong(ofPatient, id).at(-1);
    const jurisdiction = claim.facility?.address?.state ?? claim.billing.address?.state;
    return {
      ...{ claim, tables, taxonomies, rules, run, today: ctx.today, history: history.get(patientId) ?? [] },
      payer: { ...terms(payerId, firstDay(claim) ?? ctx.today), payerId: coverage?.payerId ?? '' },
      eligibility: [
        ...ofPatient.flatMap(({ content }) => (content.kind === 'coverage' ? [content.entry] : [])),
        ...(covered.get(patientId) ?? []),
      ],
      authorizations: [
        ...ofPatient.flatMap(({ content }) => (content.kind === 'authorization' ? [content.authorization] : [])),
        ...(authorized.get(patientId) ?? []),
      ],
      ...(jurisdiction === undefined ? {} : { jurisdiction }),
      ...(note === undefined ? {} : { note }),
    };
  });
}
