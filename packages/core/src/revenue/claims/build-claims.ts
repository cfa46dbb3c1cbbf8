import { type Cents, cents, type Finding, hasErrors } from '../../ground/base/index.ts';
import { type Charge, type ChargedCoverage, type ChargeLine, controlNumberOf } from '../charges/index.ts';
import type { BillingFacts } from './billing-facts.ts';
import { buildFinding } from './build-findings.ts';
import type { ClaimToSend, CoverageToSend, LineToSend, ProviderToSend, StayToSend } from './claim-to-send.ts';
import { type Part, pointersOfLine, splitCharge } from './split-charge.ts';

export interface BuiltClaims {
  /** None where a finding is an error. */
  readonly claims: readonly ClaimToSend[];
  readonly findings: readonly Finding[];
}

/** Payers cut longer numbers (CLM01). */
const longestNumber = 20;

/**
 * The claims of a charge, every fact copied by value. What the patient or an employer pays never goes to insurance; what does not fit one
 * claim becomes several. No code is chosen or changed here: what stands in the charge stands in the claim.
 */
export function buildClaims(entered: Charge, facts: BillingFacts): BuiltClaims {
  const charge = withoutTotal(entered);
  const parts = splitCharge(charge, facts);
  const number = controlNumberOf(charge);
  const numbers = parts.map((_, i) => (parts.length === 1 ? number : `${number}-${i + 1}`));
  const findings = [
    ...totalsOf(entered),
    ...toldOf(charge, facts, parts),
    ...numbers.filter((one) => one.length > longestNumber).map(() => buildFinding.number()),
  ];
  if (hasErrors(findings)) return { claims: [], findings };
  const { patientPaid: _, ...others } = charge;
  // What the patient paid is told once.
  return { claims: parts.map((part, i) => claimOf(i === 0 ? charge : others, facts, part, numbers[i] ?? '')), findings };
}

/** Of a facility's bill the line that only adds up the others, and is no service. */
const isTotal = ({ kind }: Charge, { revenueCode = '' }: ChargeLine): boolean => kind === 'institutional' && /^0{0,3}1$/.test(revenueCode);

const withoutTotal = (charge: Charge): Charge => ({ ...charge, lines: charge.lines.filter((line) => !isTotal(charge, line)) });

/** A total that adds up is passed over; one that does not tells of a line that is missing or was changed. */
function totalsOf(entered: Charge): Finding[] {
  const sum = withoutTotal(entered).lines.reduce((so, { charged }) => so + charged, 0);
  return entered.lines.flatMap((line, i) =>
    isTotal(entered, line) ? [line.charged === sum ? buildFinding.total(i + 1) : buildFinding.otherTotal(i + 1)] : [],
  );
}

function toldOf(charge: Charge, facts: BillingFacts, parts: readonly Part[]): Finding[] {
  const kept = charge.lines.flatMap(({ billed }, i) => (billed === 'insurance' ? [] : [buildFinding.notInsurance(i + 1, billed)]));
  const crowded = charge.lines.flatMap(({ diagnoses }, i) => (diagnoses.length > pointersOfLine ? [buildFinding.pointers(i + 1)] : []));
  const covered = new Set(charge.coverages.map(({ payerId }) => payerId));
  const uncovered = parts.filter(({ payerId }) => !covered.has(payerId)).map(({ payerId }) => buildFinding.uncovered(payerId));
  const twice = isAmbiguous(charge.coverages) ? [buildFinding.samePayer()] : [];
  const known = new Set([...facts.providers, ...facts.facilities, facts.billing].map(({ npi }) => npi));
  const named = [
    ...[
      charge.renderingNpi,
      charge.referringNpi,
      charge.supervisingNpi,
      charge.facilityNpi,
      charge.stay?.attendingNpi,
      charge.stay?.operatingNpi,
    ],
    ...charge.lines.flatMap(({ renderingNpi, orderingNpi }) => [renderingNpi, orderingNpi]),
  ];
  const unknown = [...new Set(named)].flatMap((npi) => (npi === undefined || known.has(npi) ? [] : [buildFinding.unknownProvider(npi)]));
  const split = parts.length > 1 ? [buildFinding.split(parts.length)] : [];
  const nothing = parts.length === 0 ? [buildFinding.nothing()] : [];
  return [...nothing, ...kept, ...crowded, ...uncovered, ...twice, ...unknown, ...split];
}

/**
 * A child of two parents with one carrier is covered by it twice, each by a number of its own. Of two coverages one payer at most comes before;
 * of three, two that share an id could not be told apart where their decisions are told to the last (SVD01).
 */
function isAmbiguous(coverages: Charge['coverages']): boolean {
  const payers = new Set(coverages.map(({ payerId }) => payerId));
  const cards = new Set(coverages.map(({ payerId, memberId }) => `${payerId} ${memberId}`));
  return payers.size < coverages.length && (coverages.length > 2 || cards.size < coverages.length);
}

function claimOf(charge: Charge, facts: BillingFacts, part: Part, number: string): ClaimToSend {
  const provider = (npi: string | undefined): ProviderToSend | undefined =>
    npi === undefined ? undefined : [...facts.providers, ...facts.facilities].find((one) => one.npi === npi);
  const coverages = coveragesOf(charge, part, facts);
  const own = coverages.find(({ payerId }) => payerId === part.payerId) ?? coverages[0];
  const settings = facts.payers.find(({ payerId }) => payerId === part.payerId);
  const rendering = provider(charge.renderingNpi);
  const facility = elsewhere(provider(charge.facilityNpi), facts.billing);
  const lines = part.lines.map((line, i) => lineOf(line, i + 1, { charge, part, number, provider, billing: facts.billing }));
  return {
    ...{ kind: charge.kind, patientControlNumber: number, frequency: frequencyOf(charge), predetermination: charge.predetermination },
    billed: sumOf(lines),
    patient: charge.patient,
    coverages,
    sentAs: own?.rank ?? 'primary',
    billing: facts.billing,
    ...given('payTo', facts.payTo),
    // Said only where it is not whoever bills.
    ...given('rendering', rendering?.npi === facts.billing.npi ? undefined : rendering),
    ...given('referring', provider(charge.referringNpi)),
    ...given('supervising', provider(charge.supervisingNpi)),
    ...given('facility', facility),
    placeOfService: charge.kind === 'institutional' ? '' : part.placeOfService,
    diagnoses: part.diagnoses.map((code) => ({ code, system: 'ICD-10-CM', ...given('presentOnAdmission', presentOf(charge, code)) })),
    ...given('authorizationNumber', charge.authorizationNumber),
    ...given('referralNumber', charge.referralNumber),
    ...(charge.kind === 'institutional' ? {} : given('accident', charge.accident)),
    ...(charge.kind === 'professional'
      ? { ...hospitalOf(charge), ...given('cliaNumber', certificateOf(charge, part, facts, facility)) }
      : {}),
    ...{ signatureOnFile: true, assignment: settings?.assignment ?? 'A', benefitsAssigned: 'Y', release: 'Y' },
    ...given('note', charge.note),
    attachments: charge.attachments,
    missingTeeth: charge.missingTeeth,
    ...given('orthodontics', charge.orthodontics),
    ...given('stay', stayOf(charge, provider)),
    ...given('patientPaid', charge.patientPaid),
    lines,
  };
}

const given = <K extends string, V>(key: K, value: V | undefined): { [k in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [k in K]?: V });

const sumOf = (lines: readonly { readonly billed: Cents }[]): Cents => cents(lines.reduce((sum, { billed }) => sum + billed, 0));

const hospitalOf = ({ hospitalFrom, hospitalTo }: Charge) => ({
  ...given('hospitalFrom', hospitalFrom),
  ...given('hospitalTo', hospitalTo),
});

/** Of a test as its code and modifiers tell: waived (QW), or of the codes of laboratories; another laboratory's test (90) is not. */
const isOwnTest = ({ procedure: { code, modifiers } }: ChargeLine): boolean =>
  !modifiers.includes('90') && (modifiers.includes('QW') || /^8\d{4}$/.test(code));

/**
 * The certificate of whoever did the tests of this claim: as charged, else the practice's own where they were done at the practice (Medicare
 * claims processing manual, chapter 16, 70.2).
 */
function certificateOf(
  { cliaNumber }: Charge,
  { lines }: Part,
  facts: BillingFacts,
  facility: ProviderToSend | undefined,
): string | undefined {
  return cliaNumber ?? (facility === undefined && lines.some(isOwnTest) ? facts.cliaNumber : undefined);
}

/** A plan that is billed past the first payer stands alone: its services are not the first payer's to decide on. */

function coveragesOf({ coverages }: Charge, { payerId }: Part, facts: BillingFacts): CoverageToSend[] {
  const first = coverages.find(({ rank }) => rank === 'primary') ?? coverages[0];
  const all = payerId === first?.payerId ? coverages : coverages.filter((one) => one.payerId === payerId).map(asFirst);
  return all.map((coverage) => {
    const filingIndicator = coverage.filingIndicator ?? facts.payers.find((payer) => payer.payerId === coverage.payerId)?.filingIndicator;
    return { ...coverage, ...given('filingIndicator', filingIndicator) };
  });
}
const asFirst = (coverage: ChargedCoverage): ChargedCoverage => ({ ...coverage, rank: 'primary' });

/** A facility that is whoever bills is not said (W30). */
function elsewhere(facility: ProviderToSend | undefined, billing: ProviderToSend): ProviderToSend | undefined {
  if (facility === undefined || (facility.npi !== undefined && facility.npi === billing.npi)) return undefined;
  const { taxonomy: _, taxId: __, taxIdKind: ___, ...place } = facility;
  return place;
}

interface Around {
  readonly charge: Charge;
  readonly part: Part;
  readonly number: string;
  readonly provider: (npi: string | undefined) => ProviderToSend | undefined;
  readonly billing: ProviderToSend;
}

/** Of a visit under a colleague's name the line that somebody who bills in their own name did. */
function whoBills(npi: string | undefined, { taxId: _, taxIdKind: __, address: ___, phone: ____, ...who }: ProviderToSend) {
  return npi !== undefined && npi === who.npi ? who : undefined;
}

function lineOf(line: ChargeLine, number: number, { charge, part, number: claim, provider, billing }: Around): LineToSend {
  const { diagnoses, charged, billed: _, payerId: __, placeOfService: ___, renderingNpi, orderingNpi, servedOn, servedTo, ...same } = line;
  return {
    ...same,
    ...given('revenueCode', line.revenueCode?.padStart(4, '0')),
    number,
    lineControlNumber: `${claim}-${number}`,
    billed: charged,
    // What would be done has no day yet.
    ...(charge.predetermination ? {} : { ...given('servedOn', servedOn), ...given('servedTo', servedTo) }),
    pointers: charge.kind === 'institutional' ? [] : diagnoses.slice(0, pointersOfLine).map((code) => part.diagnoses.indexOf(code) + 1),
    ...given('rendering', renderingNpi === charge.renderingNpi ? undefined : (provider(renderingNpi) ?? whoBills(renderingNpi, billing))),
    ...given('ordering', provider(orderingNpi)),
    attachments: [],
  };
}

function stayOf({ stay }: Charge, provider: Around['provider']): StayToSend | undefined {
  if (stay === undefined) return undefined;
  const { attendingNpi, operatingNpi, presentOnAdmission: _, ...said } = stay;
  return {
    ...{ conditions: [], occurrences: [], values: [], ...said },
    ...given('attending', provider(attendingNpi)),
    ...given('operating', provider(operatingNpi)),
  };
}

/** The last digit of the type of bill: an interim bill is none of the first kind. */
const frequencyOf = ({ stay }: Charge): string => stay?.typeOfBill.slice(-1) ?? '1';

const presentOf = ({ stay }: Charge, code: string): string | undefined =>
  stay?.presentOnAdmission?.find(({ diagnosis }) => diagnosis === code)?.is;
