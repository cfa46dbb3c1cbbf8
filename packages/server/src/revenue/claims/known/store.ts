import type { Finding, PlainDate } from '@claimwright/core/ground/base';
import { type Claim, maybeSamePerson, nearlySame, type Person } from '@claimwright/core/revenue/claims';
import type { Tx } from '../../../store/store.ts';
import { type PersonRow, personOf } from '../person/store.ts';
import { contentKeyOf, keyAfter, keyOfAnother } from './content-key.ts';

/** A claim of the same content as one that comes: in the books, or earlier in the file. */
interface Here {
  readonly id: string;
  readonly person: Pick<Person, 'last' | 'first' | 'birthDate'>;
  /** Voided or replaced by another one, made on that day where its file says so. */
  readonly ended?: { readonly on?: PlainDate };
  /** Owed no more, for whatever reason. */
  readonly gone: boolean;
}

/** Where each claim stands to what is here: under which key it is kept as a new one, or which one it repeats. */
export interface Sifted {
  readonly fresh: readonly { readonly at: number; readonly key: string; readonly id: string }[];
  readonly known: readonly { readonly at: number; readonly id: string }[];
  readonly findings: readonly Finding[];
}

interface Asked {
  readonly at: number;
  readonly content: string;
}

/**
 * Tells the claims that are new from those that are here already, by what they say. The same charges under the same number are another
 * claim where they are of another person (families and twins under one account number), or were sent after the first was voided; and where
 * whoever sends them knows that they are another.
 */
export async function sift(
  tx: Tx,
  claims: readonly Claim[],
  newId: () => string,
  isAnother: (at: number, before: Pick<Here, 'id' | 'gone'>) => boolean = () => false,
): Promise<Sifted> {
  const here = new Map<string, Here>();
  const fresh: { at: number; key: string; id: string }[] = [];
  const known: { at: number; id: string }[] = [];
  const findings: Finding[] = [];
  let asked: Asked[] = claims.map((one, at) => ({ at, content: contentKeyOf(one) }));
  while (asked.length > 0) {
    const keys = asked.map(({ content }) => tx.blind('claim-content', content));
    for (const [key, found] of await claimsOf(tx, keys)) here.set(key, here.get(key) ?? found);
    const again: Asked[] = [];
    for (const [i, { at, content }] of asked.entries()) {
      const one = claims[at] as Claim;
      const key = keys[i] ?? '';
      const before = here.get(key);
      if (before === undefined) {
        const id = newId();
        here.set(key, { id, person: one.patient, gone: false });
        fresh.push({ at, key, id });
      } else if (!maybeSamePerson(before.person, one.patient)) {
        if (nearlySame(before.person, one.patient)) findings.push(alike(one));
        again.push({ at, content: keyOfAnother(content, one) });
      } else if (isAnother(at, before) || (before.ended?.on !== undefined && one.sentOn !== undefined && one.sentOn > before.ended.on)) {
        again.push({ at, content: keyAfter(content, before.id) });
      } else {
        known.push({ at, id: before.id });
        if (before.ended !== undefined && !older(one, before.ended)) findings.push(endedBefore(one));
      }
    }
    asked = again;
  }
  return { fresh: fresh.sort((a, b) => a.at - b.at), known, findings };
}

/** Sent before it was ended: the file of then, again. */
const older = ({ sentOn }: Claim, { on }: { readonly on?: PlainDate }): boolean => sentOn !== undefined && on !== undefined && sentOn < on;

interface Row extends PersonRow {
  readonly id: string;
  readonly content_key: string;
  readonly ended: boolean;
  readonly gone: boolean;
  readonly ended_on: PlainDate | null;
}

async function claimsOf(tx: Tx, keys: readonly string[]): Promise<[string, Here][]> {
  const rows = await tx.rows<Row>(
    `select c.id, c.content_key, p.last_name, p.first_name, p.birth_date, c.frequency <> '8' and s.status in ('void', 'replaced', 'replacement-sent') as ended,
            s.status in ('void', 'replaced', 'replacement-sent', 'not-taken', 'unconfirmed') as gone,
            case when s.status in ('void', 'replaced', 'replacement-sent')
                 then (select max(r.sent_on)::text from claims.claim r where r.tenant_id = c.tenant_id and r.replaces = c.id) end as ended_on
       from claims.claim c
       join claims.standing s on s.tenant_id = c.tenant_id and s.claim_id = c.id
       join parties.patient p on p.tenant_id = c.tenant_id and p.id = c.patient_id
      where c.tenant_id = $1 and c.content_key = any($2)`,
    [tx.tenant, keys],
  );
  return rows.map((row) => [
    row.content_key,
    { id: row.id, person: personOf(row), gone: row.gone, ...(row.ended ? { ended: endOf(row) } : {}) },
  ]);
}

const endOf = ({ ended_on: on }: Row): { on?: PlainDate } => (on === null ? {} : { on });

const alike = (one: Claim): Finding => ({
  code: 'claims.nearly-the-same-patient',
  severity: 'warning',
  at: 'NM1*QC',
  bytes: one.bytes,
  says: 'The same charges stand under this number for a patient of the same birth date whose first name is written otherwise.',
  because: 'They are kept as two claims: they may be of two people, as of twins under one account number.',
  fix: 'If it is one person whose name was mended, void one of the two, or the charges stand twice.',
});

const endedBefore = (one: Claim): Finding => ({
  code: 'claims.ended-before',
  severity: 'warning',
  at: 'CLM01',
  bytes: one.bytes,
  says: 'This claim is here, was voided or replaced since, and was not booked again.',
  because: 'Its file does not say that it was made on a later day (BHT04), so it may be the first file once more.',
  fix: 'If it was billed anew, send it in a batch of a later day or under a number of its own.',
});
