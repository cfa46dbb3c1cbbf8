import type { CoverageToSend } from '../../../claims/index.ts';
import { day, medical } from '../claims.ts';
import { type EditCases, made } from './case.ts';

type Cover = Pick<CoverageToSend, 'relationship'> & { readonly born?: string; readonly indicator?: string; readonly since?: string };

/** The patient's first coverage and the second; `own` is of the patient, `child` and `spouse` by whose subscriber was born then. */
function both(first: Cover, second: Cover, changes: Parameters<typeof medical>[1] = {}) {
  const facts = medical(['99213'], changes);
  const [base] = facts.claim.coverages;
  if (base === undefined) throw new Error('a claim has a coverage');
  const cover = ({ relationship, born, indicator, since }: Cover, rank: 'primary' | 'secondary'): CoverageToSend => {
    const { birthDate: _, ...unborn } = base.subscriber;
    return {
      ...base,
      rank,
      relationship,
      payerId: rank === 'primary' ? 'P100' : 'P200',
      filingIndicator: indicator ?? 'CI',
      subscriber: relationship === '18' ? base.subscriber : born === undefined ? unborn : { ...unborn, first: 'Ada', birthDate: day(born) },
      ...(since === undefined ? {} : { startsOn: day(since) }),
    };
  };
  return { ...facts, claim: { ...facts.claim, coverages: [cover(first, 'primary'), cover(second, 'secondary')] } };
}
const own = (since?: string): Cover => ({ relationship: '18', ...(since === undefined ? {} : { since }) });
const of = (relationship: string, born?: string, since?: string, indicator?: string): Cover => ({
  relationship,
  ...(born === undefined ? {} : { born }),
  ...(since === undefined ? {} : { since }),
  ...(indicator === undefined ? {} : { indicator }),
});

export const orderCases: readonly EditCases[] = [
  made(
    'coverage-order-doubtful',
    [
      both(of('01', '1980-01-01'), own()),
      both(of('19', '1980-01-01'), own()),
      both(of('53', '1980-01-01'), own()),
      both(of('19', '1960-06-02'), of('19', '1962-06-01')),
      both(of('19', '1962-12-31'), of('19', '1963-01-01')),
      both(of('19', '1950-03-15'), of('19', '1970-03-14')),
      both(of('19', '1950-02-29'), of('19', '1970-02-28')),
      both(of('19', '1950-05-05', '2024-01-01'), of('19', '1952-05-05', '2020-01-01')),
      both(own('2024-01-01'), own('2020-01-01')),
      both(of('01'), own(), { claim: { predetermination: true } }),
    ],
    [
      both(own(), of('01', '1980-01-01')),
      both(of('19', '1962-06-01'), of('19', '1960-06-02')),
      both(of('19', '1999-01-01'), of('19', '1960-12-31')),
      both(of('19'), of('19', '1960-01-01')),
      both(of('19', '1960-12-31'), of('19')),
      both(of('01', '1980-01-01', undefined, 'MB'), own()),
      both(of('19', '1980-12-31', undefined, 'MC'), of('19', '1980-01-01')),
      both(of('01', '1980-12-31'), of('01', '1980-01-01')),
      both(own('2020-01-01'), own('2024-01-01')),
      both(own(), own('2024-01-01')),
      both(of('01', '1980-01-01'), own(), { claim: { sentAs: 'secondary' } }),
      both(of('01', '1980-01-01'), own(), { payer: { vision: true } }),
    ],
  ),
];
