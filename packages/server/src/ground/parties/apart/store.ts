import { idKey } from '@claimwright/core/ground/parties';
import type { Tx } from '../../../store/store.ts';
import { blindOnce, type FoundBy } from '../search/store.ts';

/** What tells two people of one name and birth date apart; the payer as it is known here. */
export interface Evidence {
  readonly payerId?: string;
  readonly memberId?: string;
  readonly address?: { readonly line1: string; readonly zip?: string };
}

/** The hash of what people are found by (`blindOnce`). */
type Blind = (token: string) => string;

interface Signs {
  /** That they came with some member id of this payer. */
  readonly payer?: string;
  readonly member?: string;
  readonly home?: string;
}
interface Candidate {
  readonly key: string;
  readonly signs: Set<string>;
}

/**
 * By which keys people are found: their name's and birth date's, or one of their own where somebody else bears that name. Never two people
 * made one by name alone: whoever comes with another member id of the same payer and another address is another one. Where one of these
 * is not known, nothing speaks against the one person that the name means.
 */
export async function keysApart(tx: Tx, people: readonly Evidence[], keys: readonly string[], blind: Blind): Promise<string[]> {
  const all = people.map(signsIn(blind));
  const known = await candidatesOf(tx, keys, all, blind);
  const lives = livesSomewhere(blind);
  return keys.map((base, i) => {
    const signs = all[i] ?? {};
    const before = known.get(base) ?? [];
    const fresh = { key: before.length === 0 ? base : tx.blind('patient', `${base}\n${signs.member}`), signs: new Set<string>() };
    const found = chosen(before, signs, lives) ?? fresh;
    if (found === fresh) known.set(base, [...before, fresh]);
    for (const sign of kept(signs, lives)) found.signs.add(sign);
    return found.key;
  });
}

function chosen(before: readonly Candidate[], { payer, member, home }: Signs, lives: string): Candidate | undefined {
  const having = (sign: string | undefined) => before.find(({ signs }) => sign !== undefined && signs.has(sign));
  const same = having(member) ?? having(home);
  if (same !== undefined || payer === undefined || home === undefined) return same ?? before[0];
  return before.find(({ signs }) => !signs.has(payer) || !signs.has(lives));
}

/** What told of patients, and which were kept apart from somebody. */
export function signsOf(
  people: readonly { readonly id: string; readonly person: Evidence; readonly base: string; readonly key: string }[],
  blind: Blind,
): FoundBy[] {
  const of = signsIn(blind);
  const lives = livesSomewhere(blind);
  return people.flatMap(({ id, person, base, key }) => {
    const apart = key === base ? [] : [beside(blind, base), besideSomebody(blind)];
    return [...kept(of(person), lives), ...apart].map((token) => ({ token, id }));
  });
}

/** Those who are found by a key, or stand beside whoever is. */
export async function whoBears(tx: Tx, base: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select id from parties.patient where tenant_id = $1 and (key = $2
        or id in (select patient_id from parties.patient_search where tenant_id = $1 and token = $3)) order by id limit 50`,
    [tx.tenant, base, beside(blindOnce(tx), base)],
  );
  return rows.map(({ id }) => id);
}

/** Which of these patients this act added beside another of the same name and birth date. */
export async function addedBeside({ tx, actId }: { tx: Tx; actId: string }, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>(
    `select p.id from parties.patient p join parties.patient_search s on s.tenant_id = p.tenant_id and s.patient_id = p.id
      where p.tenant_id = $1 and p.id = any($2::uuid[]) and p.act_id = $3 and s.token = $4`,
    [tx.tenant, [...new Set(ids)], actId, besideSomebody(blindOnce(tx))],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Of these keys, those that somebody has. */
async function keysKnown(tx: Tx, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ key: string }>('select key from parties.patient where tenant_id = $1 and key = any($2)', [
    tx.tenant,
    [...new Set(keys)],
  ]);
  return new Set(rows.map(({ key }) => key));
}

async function candidatesOf(
  tx: Tx,
  keys: readonly string[],
  all: readonly Signs[],
  blind: Blind,
): Promise<Map<string, readonly Candidate[]>> {
  // Nobody stands beside a name that nobody has; of a new practice's file that is nearly everybody.
  const wanted = await keysKnown(tx, keys);
  if (wanted.size === 0) return new Map();
  const ofBeside = new Map([...wanted].map((base) => [beside(blind, base), base]));
  const lives = livesSomewhere(blind);
  const tokens = new Set([...all.flatMap((signs, i) => (wanted.has(keys[i] ?? '') ? kept(signs, lives) : [])), lives, ...ofBeside.keys()]);
  const rows = await tx.rows<{ key: string; tokens: (string | null)[] }>(
    `select p.key, array_agg(s.token) as tokens from parties.patient p
       left join parties.patient_search s on s.tenant_id = p.tenant_id and s.patient_id = p.id and s.token = any($3)
      where p.tenant_id = $1 and (p.key = any($2)
         or p.id in (select patient_id from parties.patient_search where tenant_id = $1 and token = any($4)))
      group by p.id, p.key order by p.id`,
    [tx.tenant, [...wanted], [...tokens], [...ofBeside.keys()]],
  );
  const known = new Map<string, readonly Candidate[]>();
  for (const { key, tokens: found } of rows) {
    const signs = new Set(found.filter((token) => token !== null));
    const base = wanted.has(key) ? key : [...signs].map((sign) => ofBeside.get(sign)).find((one) => one !== undefined);
    // Whom the name meant first stands first: they were added first.
    if (base !== undefined) known.set(base, [...(known.get(base) ?? []), { key, signs }]);
  }
  return known;
}

const kept = ({ payer, member, home }: Signs, lives: string): string[] =>
  [payer, member, home, home === undefined ? undefined : lives].filter((sign) => sign !== undefined);

/** No beginning of a name, by which patients are searched, holds a line's end. */
const sign = (blind: Blind, ...parts: readonly string[]): string => blind(['\n', ...parts].join('\n'));
const livesSomewhere = (blind: Blind): string => sign(blind, 'lives');
const besideSomebody = (blind: Blind): string => sign(blind, 'beside');
const beside = (blind: Blind, base: string): string => sign(blind, 'beside', base);

const signsIn =
  (blind: Blind) =>
  ({ payerId = '', memberId, address }: Evidence): Signs => {
    const member = idKey(memberId ?? '');
    const place = [address?.line1 ?? '', (address?.zip ?? '').slice(0, 5)].map(idKey).join('\n');
    return {
      ...(payerId === '' || member === '' ? {} : { payer: sign(blind, 'payer', payerId), member: sign(blind, 'payer', payerId, member) }),
      ...(idKey(address?.line1 ?? '') === '' ? {} : { home: sign(blind, 'lives', place) }),
    };
  };
