import { type Cents, cents, type PlainDate } from '@claimwright/core/ground/base';
import type { Movement, Party } from '@claimwright/core/ground/ledger';
import { z } from 'zod';
import { type Ctx, notFound, pageOf, type Query, query, readCursor } from '../../gate/index.ts';
import { movementsOfClaim } from '../../ground/ledger/index.ts';
import { payersOf } from '../../ground/parties/index.ts';
import { owedBeside } from './beside/store.ts';
import { billingQueries } from './billing-facts/commands.ts';
import { draftQueries } from './drafts/queries.ts';
import { entryQueries } from './entry/queries.ts';
import { countsNow, foreignAbout } from './foreign/store.ts';
import { peopleQueries } from './people/queries.ts';
import { claimsAtSites } from './placing/store.ts';
import { printerQueries } from './printers/commands.ts';
import { claimPage, type ListedClaim, type WholeClaim, wholeClaim } from './store.ts';
import type { ClaimLineView, ClaimRow, ClaimsAtSites, ClaimView, MovementView } from './views.ts';
import { statusWords, wordsOf } from './words.ts';

type Tx = Ctx['tx'];

/** A port: what remits and postings upstairs tell of a claim. */
export interface ClaimHistory {
  /** Remits that spoke of it and what became of them, oldest first. */
  timeline(tx: Tx, claimId: string): Promise<ClaimView['timeline']>;
  work(tx: Tx, claimId: string): Promise<ClaimView['work']>;
}

const listInput = z.object({
  search: z.string().max(100).optional(),
  status: z.enum(Object.keys(statusWords) as [string, ...string[]]).optional(),
  site: z.union([z.uuid(), z.literal('none')]).optional(),
  cursor: z.string().max(500).optional(),
});
const pageSize = 50;
type Page = { readonly rows: readonly ClaimRow[]; readonly next?: string; readonly total: number };

const list = query<z.infer<typeof listInput>, Page>({
  name: 'revenue/claims/claims',
  summary: 'See the list of claims',
  permission: 'claims.read',
  patientData: true,
  serves: {
    purposes: ['payment', 'operations', 'audit', 'treatment', 'emergency', 'patient-request'],
    patients: 'many',
    rows: 50,
    fields: ['identity', 'coverage', 'money'],
  },
  input: listInput,
  read: async ({ tx }, { cursor, ...filter }) => {
    const after = readCursor(z.tuple([z.string().regex(/^(\d{4}-\d{2}-\d{2}|-infinity)$/), z.uuid()]), cursor);
    const { rows, total } = await claimPage(tx, { ...filter, after, limit: pageSize + 1 });
    const page = pageOf(rows, pageSize, (row) => [row.servedFrom ?? '-infinity', row.id]);
    return { ...page, rows: page.rows.map(presentRow), total };
  },
  sought: ({ search }) => search,
  subjects: (page) => page.rows.map((row) => `claim:${row.id}`),
});

/** Where the claims stand. How many stand nowhere is told to whoever sees all sites: others see none of them. */
const atSites = query<Record<string, never>, ClaimsAtSites>({
  name: 'revenue/claims/at-sites',
  summary: 'See how many claims stand at each site',
  permission: 'claims.read',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: async ({ tx }) => {
    const counts = await claimsAtSites(tx);
    const sites = counts.flatMap(({ siteId, claims }) => (siteId === null ? [] : [{ siteId, claims }]));
    if ((tx.reach?.sites ?? []).length > 0) return { sites };
    return { sites, nowhere: counts.find(({ siteId }) => siteId === null)?.claims ?? 0 };
  },
});

const nameOf = (last: string | undefined, first: string | undefined): string =>
  [last, first].filter((part) => part !== undefined && part !== '').join(', ');

const presentRow = ({ last, first, servedFrom, ...row }: ListedClaim): ClaimRow => ({
  ...row,
  patientName: nameOf(last, first),
  statusWords: wordsOf(row.status),
  ...(servedFrom === null ? {} : { servedFrom }),
});

const one = (history: ClaimHistory): Query =>
  query<{ claimId: string }, ClaimView>({
    name: 'revenue/claims/claim',
    summary: 'See a claim',
    permission: 'claims.read',
    patientData: true,
    serves: {
      purposes: ['payment', 'operations', 'audit', 'treatment', 'patient-request', 'legal', 'emergency'],
      patients: 'one',
      rows: 1,
      fields: ['identity', 'coverage', 'clinical', 'money'],
    },
    input: z.object({ claimId: z.uuid() }),
    read: async ({ tx }, { claimId }) => {
      const whole = await wholeClaim(tx, claimId);
      if (!whole) throw notFound('claim');
      // All that moved it, or its balance would be another: by remits too of which no more is shown to whoever is limited.
      const movements = await tx.whole(() => movementsOfClaim(tx, claimId));
      const payers = new Map(
        (
          await payersOf(
            tx,
            whole.claim.coverages.map(({ payerId }) => payerId),
          )
        ).map((payer) => [payer.id, payer.name]),
      );
      const patientBeside = await owedBeside(tx, claimId);
      return {
        ...presentWhole(whole),
        ...(patientBeside === undefined ? {} : { patientBeside }),
        ...(await besideOf(tx, claimId)),
        coverages: whole.claim.coverages.map(({ rank, payerId }) => ({ rank, payerName: payers.get(payerId) ?? '' })),
        lines: whole.lines.map((line) =>
          presentLine(
            line,
            movements.filter((movement) => movement.claimLineId === line.id),
          ),
        ),
        movements: movements.map(presentMovement),
        open: openOf(movements),
        timeline: [...billed(whole), ...(await history.timeline(tx, claimId))].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
        work: await history.work(tx, claimId),
      };
    },
    subjects: (view) => [`claim:${view.id}`],
  });

/** What other systems’ files say of a claim that left from here. */
async function besideOf(tx: Tx, claimId: string): Promise<Pick<ClaimView, 'ends' | 'endedIf'>> {
  const pairs = await foreignAbout(tx, claimId);
  const own = pairs.find(({ anewId }) => anewId === claimId);
  const waits = pairs.find((pair) => pair.beforeId === claimId && countsNow(pair) === undefined);
  return {
    ...(own && { ends: { claimId: own.beforeId, patientControlNumber: own.beforeNumber, ...present('counts', countsNow(own) ?? null) } }),
    ...(waits && { endedIf: { claimId: waits.anewId, patientControlNumber: waits.number, frequency: waits.frequency } }),
  };
}

type Whole = Omit<ClaimView, 'patientBeside' | 'ends' | 'endedIf' | 'coverages' | 'lines' | 'movements' | 'open' | 'timeline' | 'work'>;
const present = <K extends string, V>(key: K, value: V | null): { [k in K]?: V } =>
  value === null ? {} : ({ [key]: value } as { [k in K]: V });

const presentWhole = ({ claim, standing, patient, payerName }: WholeClaim): Whole => ({
  id: claim.id,
  patientName: nameOf(patient.last, patient.first),
  patientControlNumber: claim.patientControlNumber,
  payerName,
  ...present('servedFrom', claim.servedFrom),
  billed: claim.billed,
  payerOpen: standing.payerOpen,
  patientOpen: standing.patientOpen,
  status: standing.status,
  statusWords: wordsOf(standing.status),
  ...present('birthDate', patient.birthDate as PlainDate | null),
  ...present('memberId', claim.memberId),
  frequency: claim.frequency,
  ...present('placeOfService', claim.placeOfService),
  diagnoses: claim.diagnoses,
  ...present('billingNpi', claim.billingNpi),
  ...present('renderingNpi', claim.renderingNpi),
  documentId: claim.documentId,
  bytes: { from: claim.from, to: claim.to },
});

const sumOf = (movements: readonly Movement[], which: (movement: Movement) => boolean): Cents =>
  cents(movements.reduce((total, movement) => total + (which(movement) ? movement.amount : 0), 0));
const adjusting: readonly Movement['kind'][] = ['contractual', 'sequestration', 'withhold', 'capitation'];

const presentLine = (line: WholeClaim['lines'][number], own: readonly Movement[]): ClaimLineView => ({
  id: line.id,
  number: line.number,
  code: line.code,
  modifiers: line.modifiers,
  ...present('units', line.units),
  ...present('servedOn', line.servedOn),
  diagnoses: line.diagnoses,
  billed: line.billed,
  paid: cents(-sumOf(own, (movement) => movement.kind === 'payment')),
  adjusted: cents(-sumOf(own, (movement) => adjusting.includes(movement.kind))),
  payerOpen: sumOf(own, (movement) => movement.party !== 'patient'),
  patientOpen: sumOf(own, (movement) => movement.party === 'patient'),
  bytes: { from: line.from, to: line.to },
});

function presentMovement({
  evidence,
  claimId: _,
  account: __,
  remitClaimId: ___,
  ...movement
}: Movement & { readonly on: MovementView['on'] }): MovementView {
  return { ...movement, ...(evidence ? { documentId: evidence.document, bytes: { from: evidence.from, to: evidence.to } } : {}) };
}

function openOf(movements: readonly Movement[]): ClaimView['open'] {
  const open: { [party in Party]?: Cents } = {};
  for (const { party, amount } of movements) open[party] = cents((open[party] ?? 0) + amount);
  return open;
}

function billed({ claim, payerName }: WholeClaim): ClaimView['timeline'] {
  const says =
    claim.frequency === '8'
      ? 'Void of an earlier claim'
      : claim.frequency === '7'
        ? `Billed anew to ${payerName}, in place of an earlier claim`
        : `Billed to ${payerName}`;
  return [{ at: claim.addedAt.toISOString(), says, documentId: claim.documentId, amount: claim.billed }];
}

export const claimQueries = (history: ClaimHistory): readonly Query[] => [
  list,
  atSites,
  one(history),
  ...draftQueries,
  ...printerQueries,
  ...billingQueries,
  ...entryQueries,
  ...peopleQueries,
];
