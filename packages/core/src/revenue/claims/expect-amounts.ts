import { type Cents, cents, subtract, sum, toDecimal, zero } from '../../ground/base/index.ts';
import type { CodeTables } from '../../ground/codes/index.ts';
import { type Rate, rateOf } from '../contracts/index.ts';
import {
  type CoordinationMethod,
  coversDays,
  type LearnedCoverage,
  looksOn,
  methodOf,
  Sharing,
  secondaryPays,
} from '../eligibility/index.ts';
import type { ClaimToSend, CoverageToSend, LineToSend, PriorDecision } from './claim-to-send.ts';
import { daysServed, payerToBill } from './draft.ts';
import type { ExpectedPart, ExpectedToSend, ExpectedTotals } from './expected.ts';

export interface ExpectingFacts {
  readonly tables: Pick<CodeTables, 'fees' | 'procedure'>;
  /** What was learned of the patient's coverages. */
  readonly looks: readonly LearnedCoverage['entry'][];
}

/**
 * The claim with what each line is expected to bring: by the payer's schedule and the coverage as of the day of service, or, past the first
 * payer, by what that one decided. Copied by value: a later edition or look changes no claim by itself.
 */
export function withExpected(claim: ClaimToSend, facts: ExpectingFacts): ClaimToSend {
  const plain = claim.lines.map(({ expected: _, expectedAllowed: __, ...line }) => line);
  const own = payerToBill(claim);
  if (claim.frequency === '8' || own === undefined) return { ...claim, lines: plain };
  const shares = sharing(claim, own, facts);
  if (claim.sentAs !== 'primary')
    return { ...claim, lines: plain.map((line) => ({ ...line, expected: afterEarlier(claim, own, line, shares) })) };
  if (facts.tables.fees === undefined) return { ...claim, lines: plain };
  return { ...claim, lines: plain.map((line) => bySchedule(line, lineRate(claim, own, line, facts.tables), shares)) };
}

/** What the schedule of whoever covers it allows for a line. */
export const lineRate = (
  claim: ClaimToSend,
  { payerId, groupNumber = '', groupName = '' }: CoverageToSend,
  line: LineToSend,
  tables: Pick<CodeTables, 'fees'>,
): Rate =>
  rateOf(tables, {
    ...{
      payerId,
      plans: [groupNumber, groupName].filter((plan) => plan !== ''),
      units: line.units,
      billed: line.billed,
      on: line.servedOn,
    },
    ...{ code: line.procedure.code, modifiers: line.procedure.modifiers, placeOfService: line.placeOfService ?? claim.placeOfService },
  });

interface Sharer {
  /** How the plan reckons with what others paid first. */
  method(line: LineToSend): CoordinationMethod | undefined;
  share(line: LineToSend, allowed: Cents | undefined): { readonly parts: readonly ExpectedPart[] } | { readonly unknown: string };
}

/** Who bears what by the coverage's last look at these days. */
function sharing(claim: ClaimToSend, { payerId, payerName }: CoverageToSend, { tables, looks }: ExpectingFacts): Sharer {
  const days = { from: daysServed(claim).from, to: daysServed(claim).to };
  const told = looksOn(looks, payerId, days);
  const [look] = told;
  // What has no day yet is asked nothing: what is allowed for it is not known either.
  const knowing = (unknown: string): Sharer => ({ method: () => undefined, share: () => ({ unknown }) });
  if (days.from === undefined) return knowing('There is no day of service to ask the coverage for.');
  if (look === undefined) return knowing(`Nothing was learned of the coverage by ${payerName}.`);
  const source = `coverage by ${payerName}, looked at ${look.checkedOn}`;
  if (!told.some((one) => coversDays(days, one))) return knowing(`By the ${source}, it does not cover that day.`);
  const benefits = told.flatMap((one) => one.benefits ?? []);
  const sameYear = days.from.slice(0, 4) === look.checkedOn.slice(0, 4);
  const lines = new Sharing(benefits, sameYear);
  const named = ({ procedure: { code }, servedOn }: LineToSend) => {
    const answer = servedOn === undefined ? undefined : tables.procedure(code, servedOn);
    return { code, family: answer?.is === 'found' ? (answer.row.family ?? '') : '' };
  };
  return {
    method: (line) => methodOf(benefits, named(line)),
    share: (line, allowed) => {
      const share = lines.share({ ...named(line), visit: line.servedOn ?? '', ...(allowed === undefined ? {} : { allowed }) });
      return share.is === 'known'
        ? { parts: share.parts.map((part) => ({ ...part, source })) }
        : { unknown: `${share.because} (${source})` };
    },
  };
}

function bySchedule(line: LineToSend, rated: Rate, shares: Sharer): LineToSend {
  if (rated.is === 'unknown') {
    shares.share(line, undefined);
    return { ...line, expected: { parts: [], unknown: [rated.because] } };
  }
  const { allowed: contracted, because, source } = rated;
  const less = contracted > line.billed;
  const allowed = less ? line.billed : contracted;
  const why = less ? `${because} is ${toDecimal(contracted)}; no more is allowed than the ${toDecimal(line.billed)} charged` : because;
  const shared = shares.share(line, allowed);
  const known = { allowed, because: why, source };
  const expected: ExpectedToSend =
    'unknown' in shared ? { ...known, parts: [], unknown: [shared.unknown] } : { ...known, ...sharesOf(shared.parts), unknown: [] };
  return { ...line, expectedAllowed: contracted, expected };
}

function sharesOf(parts: readonly ExpectedPart[]): Pick<ExpectedToSend, 'payer' | 'patient' | 'parts'> {
  const others = (one: ExpectedPart): boolean => one.of !== 'payer' && one.of !== 'earlier-payers';
  return {
    payer: sum(parts.filter(({ of }) => of === 'payer').map(({ amount }) => amount)),
    patient: sum(parts.filter(others).map(({ amount }) => amount)),
    parts,
  };
}

const order = ['primary', 'secondary', 'tertiary'] as const;
const nothingKnown = (because: string): ExpectedToSend => ({ parts: [], unknown: [because] });

/** What the first payer allowed, and what those before have paid of it: the rest is the next one's and the patient's. */
function afterEarlier(claim: ClaimToSend, own: CoverageToSend, line: LineToSend, shares: Sharer): ExpectedToSend {
  const earlier = claim.coverages.filter(({ rank }) => order.indexOf(rank) < order.indexOf(claim.sentAs));
  const decided = earlier.map(({ decision, payerName }) => ({
    payerName,
    told: decision === undefined ? undefined : lineOf(claim, decision, line),
  }));
  const [first] = decided;
  const silent = decided.find(({ told }) => told === undefined);
  if (first?.told === undefined || silent !== undefined)
    return nothingKnown(`What ${(silent ?? first)?.payerName ?? 'the payer before'} decided of this line is not told.`);
  const { allowed, on } = first.told;
  const paid = cents(decided.reduce((total, { told }) => total + (told?.paid ?? 0), 0));
  const left = subtract(allowed, paid);
  if (paid < 0 || left < 0) return nothingKnown('By their decisions the payers before paid less than nothing, or more than was allowed.');
  const source = `decision of ${first.payerName}${on === undefined ? '' : ` of ${on}`}`;
  const known = { allowed, because: `${first.payerName} allowed it: what it paid and left to the patient`, source };
  const before: ExpectedPart = { of: 'earlier-payers', amount: paid, because: 'paid by those before', source };
  if (left > 0) {
    const next = coordinated(line, { allowed, paid, left }, shares);
    if ('parts' in next) return { ...known, ...sharesOf([before, ...next.parts]), unknown: [] };
    const why = next.unknown ?? `how ${own.payerName} coordinates with those before is not told.`;
    return { ...known, parts: [before], unknown: [`${toDecimal(left)} are left; ${why}`] };
  }
  const nothing: ExpectedPart = { of: 'payer', amount: zero, because: 'nothing is left', source };
  return { ...known, ...sharesOf([before, nothing]), unknown: [] };
}

interface Left {
  readonly allowed: Cents;
  readonly paid: Cents;
  readonly left: Cents;
}

/** What the next plan pays of what is left, by its way of coordinating, and what then is the patient's. */
function coordinated(
  line: LineToSend,
  { allowed, paid, left }: Left,
  shares: Sharer,
): { parts: readonly ExpectedPart[] } | { unknown?: string } {
  const method = shares.method(line);
  if (method === undefined) return {};
  const shared = shares.share(line, method === 'maintenance of benefits' ? left : allowed);
  if ('unknown' in shared) return shared;
  const benefit = sum(shared.parts.filter(({ of }) => of === 'payer').map(({ amount }) => amount));
  const pays = secondaryPays({ method, collectable: allowed, primaryPaid: paid, own: () => benefit });
  // Of a year's figures it uses up what it pays, and not what it would have paid alone: what is left of them for the next line is not known.
  if (pays !== benefit) shares.share(line, undefined);
  const source = shared.parts[0]?.source ?? '';
  const because = `${method}: its own benefit is ${toDecimal(benefit)}, ${toDecimal(paid)} were paid before, ${toDecimal(left)} are left`;
  return {
    parts: [
      { of: 'payer', amount: pays, because, source },
      { of: 'after-coordination', amount: subtract(left, pays), because: 'neither plan pays it', source },
    ],
  };
}

/** What a payer decided of one line; of a claim with a single line, its word on the whole will do. */
function lineOf({ lines }: ClaimToSend, { lines: told, paid, adjustments, decidedOn }: PriorDecision, { number }: LineToSend) {
  const own = told.filter((one) => one.number === number);
  const whole = own.length === 0 && told.length === 0 && lines.length === 1 ? [{ paid, adjustments, decidedOn }] : own;
  if (whole.length === 0) return undefined;
  const paidHere = sum(whole.map((one) => one.paid));
  const toPatient = sum(whole.flatMap((one) => one.adjustments.filter(({ group }) => group === 'PR').map(({ amount }) => amount)));
  return { allowed: cents(paidHere + toPatient), paid: paidHere, on: whole[0]?.decidedOn ?? decidedOn };
}

/** Over the lines of a claim, or of many; undefined where nobody worked any out. */
export function expectedTotals(lines: readonly LineToSend[]): ExpectedTotals | undefined {
  const all = lines.flatMap(({ expected }) => expected ?? []);
  if (all.length === 0) return undefined;
  const added = (amounts: readonly (Cents | undefined)[]): Cents => sum(amounts.filter((amount) => amount !== undefined));
  return {
    lines: lines.length,
    allowed: added(all.map(({ allowed }) => allowed)),
    payer: added(all.map(({ payer }) => payer)),
    patient: added(all.map(({ patient }) => patient)),
    allowedUnknown: lines.length - all.filter(({ allowed }) => allowed !== undefined).length,
    sharesUnknown: lines.length - all.filter(({ payer }) => payer !== undefined).length,
  };
}
