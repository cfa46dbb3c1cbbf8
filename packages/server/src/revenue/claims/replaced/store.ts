import type { Finding, PlainDate } from '@claimwright/core/ground/base';
import { type Claim, maybeSamePerson, type Person } from '@claimwright/core/revenue/claims';
import type { Tx } from '../../../store/store.ts';
import { type PersonRow, personOf } from '../person/store.ts';

/** What a remit tells of a payer control number: the claim that it was posted to, and the number under which it was answered. */
export interface Original {
  readonly number: string;
  readonly claimId?: string;
}
/** A port: what remits upstairs tell of payer control numbers. */
export type OriginalClaims = (tx: Tx, payerNumbers: readonly string[]) => Promise<ReadonlyMap<string, readonly Original[]>>;

export const isVoid = (one: Claim): boolean => one.frequency === '8';
export const replaces = (one: Claim): boolean => one.frequency === '7' || isVoid(one);

interface Standing {
  readonly id: string;
  readonly number: string;
  readonly patientId: string;
  readonly person: Pick<Person, 'last' | 'first' | 'birthDate'>;
  readonly servedFrom?: PlainDate;
  readonly billed: number;
  /** It left from here. */
  readonly ours: boolean;
}

/** A claim that comes, with its patient. */
export interface Sent {
  readonly id: string;
  readonly claim: Claim;
  readonly patientId: string;
}

/**
 * Which claim each replacement or void means: the one to which the payer's number (REF*F8) was posted, else one under the number by which
 * the payer answered, else one under its own; of this patient, and where several stand, of this day and amount. None where it is not
 * clear which: a claim that is ended wrongly is money lost. What comes in a file of another system ends no claim that left from here: of
 * that a person says whether it counts.
 */
export async function replacedBy(tx: Tx, sent: readonly Sent[], { originals, leftHere }: Replacing): Promise<Replaced> {
  const meant = new Map<string, string>();
  const unconfirmed = new Set<string>();
  const anew = sent.map(({ claim: one }) => one).filter(replaces);
  if (anew.length === 0) return { meant, unconfirmed };
  const named = [...new Set(anew.flatMap((one) => one.originalPayerControlNumber ?? []))];
  const told = named.length === 0 ? new Map<string, readonly Original[]>() : await originals(tx, named);
  const all = [...told.values()].flat();
  const numbers = [...anew.map((one) => one.patientControlNumber), ...all.map(({ number }) => number)];
  const standing = new StandingClaims(
    await standingOf(
      tx,
      numbers,
      all.flatMap(({ claimId }) => claimId ?? []),
    ),
  );
  for (const one of sent) {
    const before = replaces(one.claim) ? meantBy(one, told.get(one.claim.originalPayerControlNumber ?? '') ?? [], standing) : undefined;
    if (before !== undefined) meant.set(one.id, before.id);
    if (before?.ours && !leftHere) unconfirmed.add(one.id);
    else {
      if (before !== undefined) standing.end(before);
      if (!isVoid(one.claim)) standing.add(standingAs(one));
    }
  }
  return { meant, unconfirmed };
}

export interface Replacing {
  readonly originals: OriginalClaims;
  /** They left from here: of these their payers say whether they count. */
  readonly leftHere: boolean;
}
export interface Replaced {
  /** By each that comes the one before it. */
  readonly meant: ReadonlyMap<string, string>;
  readonly unconfirmed: ReadonlySet<string>;
}

/** The claims that stand, by id and by number. */
class StandingClaims {
  readonly #byId = new Map<string, Standing>();
  readonly #byNumber = new Map<string, Set<Standing>>();

  constructor(all: readonly Standing[]) {
    for (const one of all) this.add(one);
  }

  add(one: Standing): void {
    this.#byId.set(one.id, one);
    this.#byNumber.set(one.number, (this.#byNumber.get(one.number) ?? new Set()).add(one));
  }

  end(one: Standing): void {
    this.#byId.delete(one.id);
    this.#byNumber.get(one.number)?.delete(one);
  }

  of(ids: readonly (string | undefined)[]): Standing[] {
    return ids.flatMap((id) => (id === undefined ? [] : (this.#byId.get(id) ?? [])));
  }

  numbered(numbers: readonly string[]): Standing[] {
    return [...new Set(numbers)].flatMap((number) => [...(this.#byNumber.get(number) ?? [])]);
  }
}

const standingAs = ({ id, claim: one, patientId }: Sent): Standing => ({
  ...{ id, patientId, number: one.patientControlNumber, person: one.patient, billed: one.billed, ours: false },
  ...(one.servedFrom === undefined ? {} : { servedFrom: one.servedFrom }),
});

function meantBy(sent: Sent, told: readonly Original[], standing: StandingClaims): Standing | undefined {
  const ofPatient = (all: readonly Standing[]) =>
    all.filter((one) => one.patientId === sent.patientId || maybeSamePerson(one.person, sent.claim.patient));
  const posted = ofPatient(standing.of(told.map(({ claimId }) => claimId)));
  if (posted.length === 1) return posted[0];
  return (
    theOne(sent.claim, ofPatient(standing.numbered(told.map(({ number }) => number)))) ??
    theOne(sent.claim, ofPatient(standing.numbered([sent.claim.patientControlNumber])))
  );
}

/** The one of these that it means: alone, or alone of its day, or alone of its day and amount. */
function theOne(sent: Claim, candidates: readonly Standing[]): Standing | undefined {
  if (candidates.length < 2) return candidates[0];
  const ofDay = candidates.filter(({ servedFrom }) => servedFrom === sent.servedFrom);
  if (ofDay.length < 2) return ofDay[0];
  const ofAmount = ofDay.filter(({ billed }) => billed === sent.billed);
  return ofAmount.length === 1 ? ofAmount[0] : undefined;
}

interface Row extends PersonRow {
  readonly id: string;
  readonly number: string;
  readonly patient_id: string;
  readonly served_from: PlainDate | null;
  readonly billed: number;
  readonly ours: boolean;
}

/** The claims of these numbers or ids that were neither voided nor replaced. */
async function standingOf(tx: Tx, numbers: readonly string[], ids: readonly string[]): Promise<Standing[]> {
  const rows = await tx.rows<Row>(
    `with meant as (select id from claims.claim where tenant_id = $1 and patient_control_number = any($2)
                     union select unnest($3::uuid[]))
     select c.id, c.patient_control_number as number, c.patient_id, p.last_name, p.first_name, p.birth_date, c.served_from::text, c.billed,
            exists (select 1 from claims.draft_standing d where d.tenant_id = c.tenant_id and d.claim_id = c.id) as ours
       from meant
       join claims.claim c on c.tenant_id = $1 and c.id = meant.id
       join claims.standing s on s.tenant_id = c.tenant_id and s.claim_id = c.id
       join parties.patient p on p.tenant_id = c.tenant_id and p.id = c.patient_id
      where s.status not in ('void', 'replaced', 'replacement-sent', 'not-taken', 'unconfirmed')`,
    [tx.tenant, [...new Set(numbers)], [...new Set(ids)]],
  );
  return rows.map((row) => ({
    ...{ id: row.id, number: row.number, patientId: row.patient_id, billed: row.billed, person: personOf(row), ours: row.ours },
    ...(row.served_from === null ? {} : { servedFrom: row.served_from }),
  }));
}

/** What payers and the patient still owe, or were paid too much, on claims that ended: by claim. */
export async function leftOn(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ claim_id: string }>(
    'select claim_id from claims.standing where tenant_id = $1 and claim_id = any($2) and (payer_open <> 0 or patient_open <> 0)',
    [tx.tenant, ids],
  );
  return new Set(rows.map((row) => row.claim_id));
}

export const notFound = (one: Claim): Finding => ({
  code: 'claims.original-not-found',
  severity: 'warning',
  at: 'CLM05-3',
  bytes: one.bytes,
  says: isVoid(one)
    ? 'A claim is voided that is not on the books.'
    : 'A claim replaces one that is not on the books; its charges were booked as new.',
  because:
    one.originalPayerControlNumber === undefined
      ? 'It gives no payer control number (REF*F8), and no claim of this patient that stands has its own control number, or several have.'
      : 'No remit that was read speaks of its payer control number (REF*F8) for this patient, and no claim that stands has its own.',
  fix: 'Read the file of the first claim. If that one is here under another number, void it, or its charges stand twice.',
});

export const waitsForPerson = (one: Claim): Finding => ({
  code: 'claims.ends-own',
  severity: 'warning',
  at: 'CLM05-3',
  bytes: one.bytes,
  says: isVoid(one)
    ? 'A claim that was sent from here is voided by this file.'
    : 'A claim that was sent from here is replaced by this file.',
  because:
    'Another system made it: whether the payer has it, and takes it, is not known here. Until a person says so, the claim of here stands.',
  fix: 'Open the claim of this file and say whether it counts.',
});

export const moneyLeft = (one: Claim): Finding => ({
  code: 'claims.money-on-ended',
  severity: 'warning',
  at: 'CLM05-3',
  bytes: one.bytes,
  says: isVoid(one)
    ? 'The claim that this one voids has been paid or answered.'
    : 'The claim that this one replaces has been paid or answered.',
  because: 'Its charges are gone; what was paid on it and what the patient was asked for still stand on it.',
  fix: 'The payer takes its payment back in a later remit, which clears it. If none comes, open the first claim and undo what was posted to it.',
});
