import type { ClaimLoop, DateOf, OtherPayerLoop, ServiceLineLoop, Party as X12Party } from '@claimwright/x12';
import { cents, type PlainDate, plainDate } from '../../ground/base/index.ts';
import type { Claim, Coverage, Person, ServiceLine } from '../claims/index.ts';
import { readAddress } from './read-parties.ts';

type Rank = Coverage['rank'];

const dateOf = (text: string | undefined): PlainDate | undefined => (text === undefined ? undefined : plainDate(text));
const said = (text: string | undefined): string | undefined => (text === undefined || text.trim() === '' ? undefined : text.trim());

/** SBR01: P, S, T; A to H come after the third and are kept with it; anything else pays first. */
function rankOf(sequence: string | undefined): Rank {
  if (sequence === 'S') return 'secondary';
  return sequence !== undefined && /^[TA-H]$/.test(sequence) ? 'tertiary' : 'primary';
}

const order: { readonly [rank in Rank]: number } = { primary: 0, secondary: 1, tertiary: 2 };

interface CoverageParts {
  readonly rank: Rank;
  readonly payer: X12Party | undefined;
  readonly member: X12Party | undefined;
  readonly group: string | undefined;
  readonly filing: string | undefined;
}

function coverageOf({ rank, payer, member, group, filing }: CoverageParts): Coverage {
  const payerId = said(payer?.id);
  const memberId = said(member?.id);
  const groupNumber = said(group);
  const filingIndicator = said(filing);
  return {
    rank,
    payerName: said(payer?.name) ?? '',
    ...(payerId !== undefined && { payerId }),
    ...(memberId !== undefined && { memberId }),
    ...(groupNumber !== undefined && { groupNumber }),
    ...(filingIndicator !== undefined && { filingIndicator }),
  };
}

const otherCoverage = (other: OtherPayerLoop): Coverage =>
  coverageOf({
    rank: rankOf(other.sequence),
    payer: other.parties.PR,
    member: other.parties.IL,
    group: other.group,
    filing: other.filingIndicator,
  });

/** Everyone who may pay, in the order in which they do; the payer that this claim went to is the one of `sentAs`. */
function coveragesOf(loop: ClaimLoop): Coverage[] {
  const { subscriber } = loop;
  const own = coverageOf({
    rank: rankOf(subscriber.sequence),
    payer: subscriber.payer,
    member: subscriber.person,
    group: subscriber.group,
    filing: subscriber.filingIndicator,
  });
  return [own, ...loop.otherPayers.map(otherCoverage)].sort((a, b) => order[a.rank] - order[b.rank]);
}

function personOf(party: X12Party, birthDate: string | undefined, sex: string | undefined): Person {
  const born = dateOf(birthDate);
  const memberId = said(party.id);
  const sexCode = said(sex);
  const home = readAddress(party);
  return {
    last: said(party.name) ?? '',
    first: said(party.first) ?? '',
    ...(born !== undefined && { birthDate: born }),
    ...(sexCode !== undefined && { sex: sexCode }),
    ...(memberId !== undefined && { memberId }),
    ...(home !== undefined && { address: { line1: home.line1, ...(home.zip !== undefined && { zip: home.zip }) } }),
  };
}

function daysOf(dates: readonly DateOf[], qualifier: string): { from?: PlainDate; to?: PlainDate } {
  const found = dates.find((date) => date.qualifier === qualifier);
  const from = dateOf(found?.date);
  const to = dateOf(found?.to);
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

const npiOf = (party: X12Party | undefined): string | undefined => (party?.idQualifier === 'XX' ? said(party.id) : undefined);

/** Where in the mouth it was done. */
function placeOf({ teeth = [], oralCavities = [] }: ServiceLineLoop): Pick<ServiceLine, 'teeth' | 'areas'> {
  return {
    ...(teeth.length > 0 && { teeth: teeth.map(({ tooth, surfaces }) => ({ tooth, surfaces })) }),
    ...(oralCavities.length > 0 && { areas: oralCavities }),
  };
}

function lineOf(line: ServiceLineLoop, codes: readonly string[]): ServiceLine {
  const renderingNpi = npiOf(line.parties['82']);
  const control = said(line.references.find((reference) => reference.qualifier === '6R')?.id);
  const units = said(line.units);
  const { from, to } = daysOf(line.dates, '472');
  return {
    number: line.index + 1,
    ...(control !== undefined && { lineControlNumber: control }),
    procedure: { code: line.procedure?.code ?? '', modifiers: line.procedure?.modifiers ?? [] },
    billed: cents(line.charged),
    ...(units !== undefined && { units }),
    ...(from !== undefined && { servedOn: from }),
    ...(to !== undefined && { servedTo: to }),
    diagnoses: line.pointers.map((pointer) => codes[pointer - 1]).filter((code) => code !== undefined),
    ...placeOf(line),
    ...(renderingNpi !== undefined && { renderingNpi }),
    bytes: line.bytes,
  };
}

/** First and last day served: the claim's own, or those of its lines. */
function claimDays(loop: ClaimLoop, lines: readonly ServiceLine[]): { servedFrom?: PlainDate; servedTo?: PlainDate } {
  const stated = daysOf(loop.dates, '434');
  const starts = lines.map((line) => line.servedOn).filter((day) => day !== undefined);
  const ends = lines.map((line) => line.servedTo ?? line.servedOn).filter((day) => day !== undefined);
  const from = stated.from ?? starts.sort()[0];
  const to = stated.to ?? stated.from ?? ends.sort().at(-1);
  return { ...(from !== undefined && { servedFrom: from }), ...(to !== undefined && { servedTo: to }) };
}

type Numbers = 'billingNpi' | 'billingTaxId' | 'facilityNpi' | 'renderingNpi' | 'originalPayerControlNumber' | 'predeterminationNumber';

/** Numbers of the providers and of the claim that this one replaces. */
function numbersOf(loop: ClaimLoop): Pick<Claim, Numbers> {
  const { provider } = loop.billing;
  const billingNpi = npiOf(provider);
  const billingTaxId = said(provider.references?.find(({ qualifier }) => qualifier === 'EI' || qualifier === 'SY')?.id);
  const facilityNpi = npiOf(loop.parties['77']);
  const renderingNpi = npiOf(loop.parties['82']);
  const referred = (wanted: string) => said(loop.references.find(({ qualifier }) => qualifier === wanted)?.id);
  const original = referred('F8');
  const answered = referred('G3');
  return {
    ...(billingNpi !== undefined && { billingNpi }),
    ...(billingTaxId !== undefined && { billingTaxId }),
    ...(facilityNpi !== undefined && { facilityNpi }),
    ...(renderingNpi !== undefined && { renderingNpi }),
    ...(original !== undefined && { originalPayerControlNumber: original }),
    ...(answered !== undefined && { predeterminationNumber: answered }),
  };
}

/** A claim of an 837 as the practice's books see it, of a batch made on that day. */
export function readClaim(loop: ClaimLoop, madeOn?: string): Claim {
  const sentOn = dateOf(madeOn);
  const { subscriber, patient } = loop;
  const diagnoses = loop.diagnoses.map((diagnosis) => diagnosis.code);
  const lines = loop.lines.map((line) => lineOf(line, diagnoses));
  const placeOfService = said(loop.placeOfService);
  const insured = personOf(subscriber.person, subscriber.birthDate, subscriber.sex);
  return {
    patientControlNumber: loop.patientControlNumber.trim(),
    frequency: said(loop.frequency) ?? '1',
    ...(loop.submission === 'PB' && { predetermination: true }),
    ...numbersOf(loop),
    billed: cents(loop.charged),
    patient: patient === undefined ? insured : personOf(patient.person, patient.birthDate, patient.sex),
    subscriber: insured,
    coverages: coveragesOf(loop),
    sentAs: rankOf(subscriber.sequence),
    ...(placeOfService !== undefined && { placeOfService }),
    diagnoses,
    ...claimDays(loop, lines),
    ...(sentOn !== undefined && { sentOn }),
    lines,
    bytes: loop.bytes,
  };
}
