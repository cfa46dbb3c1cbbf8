import { z } from 'zod';
import { type Exists, type Query, query, type Related } from '../../../gate/index.ts';
import { patientsById, patientsNamedAndBorn } from '../../parties/index.ts';
import { peopleAndPrograms, type Tx } from './store.ts';
import type { FoundView, LookedUpView } from './views.ts';

/** A port: the claims upstairs that go by a control number. */
export type ClaimsNumbered = (
  tx: Tx,
  number: string,
  limit: number,
) => Promise<readonly { readonly id: string; readonly patientId: string; readonly number: string; readonly servedFrom: string | null }[]>;

interface LookUpParts {
  readonly exists: Exists;
  readonly claimsNumbered: ClaimsNumbered;
}

export interface RecordParts extends LookUpParts {
  /** What a command or a query does, in words. */
  readonly summaries: (name: string) => string | undefined;
  readonly related: Related;
}

/** So many of each kind; whoever means another says it more exactly. */
const most = 20;
const input = z.object({ search: z.string().trim().min(2, 'Say a name, a birth date, an e-mail or a number.').max(200) });

/** Whom or what somebody means by a name, a birth date, an e-mail or a number; never a guess where several are meant. */
export const lookUp = (parts: LookUpParts): Query =>
  query<z.infer<typeof input>, LookedUpView>({
    name: 'ground/governance/record/look-up',
    summary: 'Look up whom or what the record speaks of',
    permission: 'record.read',
    patientData: true,
    serves: { purposes: ['audit', 'operations'], patients: 'many', rows: 4 * most, fields: ['identity'] },
    input,
    read: async ({ tx }, { search }) => {
      if (/^[a-z-]+:[\w-]{1,64}$/.test(search) && (await parts.exists(tx, search)))
        return { rows: [{ kind: 'thing', subject: search, says: search }], more: false };
      const kinds = [await people(tx, search), await patients(tx, search), await claims(tx, parts, search)];
      return { rows: kinds.flatMap((found) => found.slice(0, most)), more: kinds.some((found) => found.length > most) };
    },
    sought: ({ search }) => search,
    subjects: ({ rows }) => rows.flatMap(({ subject }) => (subject === undefined ? [] : [subject])),
  });

const nameOf = ({ last, first }: { last: string; first: string }): string => [last, first].filter((part) => part !== '').join(', ');

async function patients(tx: Tx, search: string): Promise<FoundView[]> {
  const found = await patientsById(tx, await patientsNamedAndBorn(tx, search), most + 1);
  return found.map((one) => ({
    ...{ kind: 'patient', subject: `patient:${one.id}` },
    says: `Patient ${nameOf(one)}${one.birthDate === undefined ? '' : `, born ${one.birthDate}`}`,
  }));
}

async function claims(tx: Tx, { claimsNumbered }: LookUpParts, search: string): Promise<FoundView[]> {
  const found = await claimsNumbered(tx, search, most + 1);
  const of = new Map((await patientsById(tx, [...new Set(found.map(({ patientId }) => patientId))], most + 1)).map((one) => [one.id, one]));
  return found.map(({ id, patientId, number, servedFrom }) => {
    const patient = of.get(patientId);
    const says = [`Claim ${number}`, ...(patient ? [nameOf(patient)] : []), ...(servedFrom === null ? [] : [`served ${servedFrom}`])];
    return { kind: 'claim', subject: `claim:${id}`, says: says.join(', ') };
  });
}

/** By id, by e-mail, or by words of the name: there are as many as work here, so that they are simply read. */
async function people(tx: Tx, search: string): Promise<FoundView[]> {
  const asked = search.toLowerCase();
  const words = asked.split(/[\s,]+/).filter((word) => word !== '');
  const meant = (await peopleAndPrograms(tx)).filter(
    ({ id, name, email }) =>
      id === search ||
      email?.toLowerCase() === asked ||
      words.every((word) =>
        name
          .toLowerCase()
          .split(/\s+/)
          .some((own) => own.startsWith(word)),
      ),
  );
  return meant.map(({ id, name, email, program }) => ({
    ...{ kind: program ? 'program' : 'person', actor: id, subject: `${program ? 'service-account' : 'person'}:${id}` },
    says: `${program ? 'Program' : 'Person'} ${name}${email === null ? '' : `, ${email}`}`,
  }));
}
