import { type Cents, fromDecimal, type PlainDate } from '@claimwright/core/ground/base';
import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import type { Benefit } from '@claimwright/core/revenue/eligibility';
import type { ApiCommands, FindingsView } from '@claimwright/server/api';

type Fact = ApiCommands['revenue/scrub/tell']['input']['fact'];
export type Kind = Fact['kind'];

export interface Told {
  readonly payerId: string;
  readonly active: string;
  readonly from: string;
  readonly to: string;
  readonly checkedOn: string;
  readonly memberId: string;
  readonly primaryPayerId: string;
  readonly copay: string;
  readonly coinsurance: string;
  readonly deductibleLeft: string;
  readonly number: string;
  readonly covers: string;
  readonly units: string;
  readonly used: string;
  readonly text: string;
}

/** What a person may know that takes such a finding away. */
export function tellsOf({ family, code }: { readonly family: string; readonly code: string }): Kind | undefined {
  if (family === 'eligibility') return 'coverage';
  if (family === 'authorization') return 'authorization';
  return family === 'note' || code.startsWith('narrative-') ? 'note' : undefined;
}

/** The form begins with what the claim says. */
export function startOf(claim: ClaimToSend, today: string): Told {
  const own = claim.coverages.find(({ rank }) => rank === claim.sentAs) ?? claim.coverages[0];
  return {
    ...{
      payerId: own?.payerId ?? '',
      active: 'yes',
      from: '',
      to: '',
      checkedOn: today,
      memberId: own?.memberId ?? '',
      primaryPayerId: '',
    },
    ...{ copay: '', coinsurance: '', deductibleLeft: '' },
    ...{ number: claim.authorizationNumber ?? '', units: '', used: '', text: '' },
    covers: [...new Set(claim.lines.map(({ procedure: { code } }) => code))].filter((code) => code !== '').join(' '),
  };
}

const said = <K extends string, V>(key: K, value: V | '' | undefined): { [k in K]?: V } =>
  value === '' || value === undefined ? {} : ({ [key]: value } as { [k in K]?: V });
const day = <K extends string>(key: K, text: string): { [k in K]?: PlainDate } => said(key, text as PlainDate | '');
const count = <K extends string>(key: K, text: string): { [k in K]?: number } =>
  said(key, /^\d{1,5}$/.test(text.trim()) ? Number(text) : undefined);

const amount = (text: string): Cents | undefined => fromDecimal(text.trim().replace(/[$,]/g, ''));
/** A percentage as typed, in ten thousandths. */
const share = (text: string): number | undefined => {
  const typed = fromDecimal(text.trim().replace(/\s*%$/, ''));
  return typed === undefined || typed < 0 || typed > 10_000 ? undefined : typed;
};

/** Who bears what, as far as it was said. */
function benefitsOf({ copay, coinsurance, deductibleLeft }: Told): { readonly benefits?: readonly Benefit[] } {
  const one: Benefit = {
    ...said('copay', amount(copay)),
    ...said('coinsurance', share(coinsurance)),
    ...said('deductibleLeft', amount(deductibleLeft)),
  };
  return Object.keys(one).length === 0 ? {} : { benefits: [one] };
}

/** What is told to the server. Dates come of boxes that hold nothing else. */
export function factOf(kind: Kind, told: Told): Fact {
  const { payerId, from, to } = told;
  if (kind === 'note') return { kind, text: told.text.trim() };
  const days = { ...day('from', from), ...day('to', to) };
  if (kind === 'coverage')
    return {
      kind,
      entry: {
        ...{ payerId, active: told.active === 'yes', checkedOn: told.checkedOn as PlainDate, ...days },
        ...said('memberId', told.memberId.trim()),
        ...said('primaryPayerId', told.primaryPayerId.trim()),
        ...benefitsOf(told),
      },
    };
  const covers = told.covers.split(/[\s,;]+/).filter((one) => one !== '');
  const units = { ...count('units', told.units), ...count('used', told.used) };
  return {
    kind,
    authorization: { number: told.number.trim(), payerId, covers: covers.map((one) => one.toUpperCase()), ...days, ...units },
  };
}

function wrongShare({ copay, coinsurance, deductibleLeft }: Told): string | undefined {
  if ([copay, deductibleLeft].some((typed) => typed.trim() !== '' && (amount(typed) ?? -1) < 0)) return 'Copay and deductible are amounts.';
  return coinsurance.trim() !== '' && share(coinsurance) === undefined ? 'Coinsurance is a percentage: 20.' : undefined;
}

/** Why it cannot be told as it stands. */
export function missingOf(kind: Kind, told: Told): string | undefined {
  const { number, checkedOn, units, used, text, from, to } = told;
  if (kind === 'note') return text.trim() === '' ? 'Paste the text of the note.' : undefined;
  if (from !== '' && to !== '' && to < from) return 'It ends before it begins.';
  if (kind === 'coverage') return checkedOn === '' ? 'Say when it was verified.' : wrongShare(told);
  if (number.trim() === '') return 'The number is missing.';
  return [units, used].some((one) => one.trim() !== '' && !/^\d{1,5}$/.test(one.trim())) ? 'Units are whole numbers.' : undefined;
}

type Found = FindingsView['findings'][number];
const keyOf = ({ code, at, found }: Found): string => `${code} ${at} ${found}`;
const open = ({ findings }: FindingsView): readonly Found[] => findings.filter(({ aside }) => aside === undefined);

/** What was found before and is not any more, and what is found since. */
export function difference(
  before: FindingsView,
  after: FindingsView,
): { readonly gone: readonly Found[]; readonly come: readonly Found[] } {
  const [was, is] = [new Set(open(before).map(keyOf)), new Set(open(after).map(keyOf))];
  return { gone: open(before).filter((one) => !is.has(keyOf(one))), come: open(after).filter((one) => !was.has(keyOf(one))) };
}
