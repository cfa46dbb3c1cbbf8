import type { ScrubFacts } from '../facts.ts';
import { lookAt } from '../look.ts';
import type { RuleSight } from './rule.ts';
import { historyView, lineView, viewOf } from './view-of.ts';

/** What tells who somebody is, or when they were seen: a test travels with its rule to others, and none of it goes along. */
const withheld: { readonly [name: string]: string } = {
  'payer.memberId': 'M1',
  'payer.group': 'G1',
  'claim.authorization': 'A1',
  'claim.referral': 'R1',
  'claim.note': 'note',
  'line.note': 'note',
  'line.ordering': '1000000000',
};
const never = new Set([
  'claim.servedOn',
  'line.servedOn',
  'h.provider',
  'rendering.npi',
  'billing.npi',
  'claim.billedCents',
  'line.number',
]);
const oldest = 89;

function told<T extends object>(owner: string, view: T, names: ReadonlySet<string>): Partial<T> {
  const kept = Object.entries(view).flatMap(([field, value]: [string, unknown]) => {
    const name = `${owner}.${field}`;
    if (!names.has(name) || never.has(name) || value === '' || (Array.isArray(value) && value.length === 0)) return [];
    const instead = withheld[name];
    const age = name === 'patient.age' && typeof value === 'number' ? Math.min(value, oldest) : value;
    return [[field, instead ?? age] as const];
  });
  return Object.fromEntries(kept) as Partial<T>;
}

const some = <T extends object>(one: T): T | undefined => (Object.keys(one).length === 0 ? undefined : one);
const most = 20;

/** Of a claim what a condition asks about, as a test of it: nothing else of the claim, and nothing that tells whose it is. */
export function sightOf(facts: ScrubFacts, asked: readonly string[]): RuleSight {
  const names = new Set(asked);
  const look = lookAt(facts);
  const view = viewOf(look);
  const parts = {
    claim: some(told('claim', view.claim, names)),
    patient: some(told('patient', view.patient, names)),
    payer: some(told('payer', view.payer, names)),
    billing: some(told('billing', view.billing, names)),
    rendering: some(told('rendering', view.rendering, names)),
  };
  const ofLines = look.lines.slice(0, most).map((line) => told('line', lineView(line), new Set([...names, 'line.code'])));
  const ofHistory = asked.some((name) => name.startsWith('h.')) ? historyView(look).slice(0, most) : [];
  const history = ofHistory.map((served) => told('h', served, names));
  return {
    ...Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)),
    ...(ofLines.length === 0 ? {} : { lines: ofLines }),
    ...(history.length === 0 ? {} : { history }),
  };
}
