import { elementRange } from '../engine/places.ts';
import type { ClaimLoop, ClaimsHeader, Party, Place, Places, RemitClaimLoop, X12Finding } from '../types.ts';

type Hand = (finding: X12Finding) => void;
interface Words {
  readonly code: string;
  readonly severity?: 'error' | 'warning';
  readonly snip: 4 | 5;
  readonly at: string;
  readonly says: string;
  readonly fix?: string;
}

/** Where a claim names a provider, by kind of claim and NM101. */
const loops: { readonly [kind in ClaimLoop['claimType']]: { readonly [entity: string]: string } } = {
  professional: { DN: '2310A', '82': '2310B', '77': '2310C', DQ: '2310D' },
  dental: { DN: '2310A', '82': '2310B', '77': '2310C', DD: '2310D', DQ: '2310E' },
  institutional: { '71': '2310A', '72': '2310B', ZZ: '2310C', '82': '2310D', '77': '2310E', DN: '2310F' },
};

/** SNIP level 4 where figures and dates of several segments are held against each other, and the check digit of provider numbers. */
export class SituationChecker {
  private readonly hand: Hand;
  /** The billing provider that was looked at last: it stands above many claims. */
  private billing: ClaimLoop['billing'] | undefined;
  private subscriber: ClaimLoop['subscriber'] | undefined;

  constructor(hand: Hand) {
    this.hand = hand;
  }

  claim(claim: ClaimLoop, header: ClaimsHeader): void {
    const { control } = header;
    if (claim.billing !== this.billing) this.provider(claim.billing.provider, '2010AA NM109', claim.billing.places, control);
    this.billing = claim.billing;
    const above = loops[claim.claimType];
    for (const [entity, party] of Object.entries(claim.parties))
      this.provider(party, `${above[entity] ?? '2310'} NM109`, claim.places, control);
    this.whose(claim, control);
    this.lines(claim, control);
    this.births(claim, header);
  }

  /** Whose claim it is: the subscriber's own, or that of a patient below it. */
  private whose({ subscriber, patient, places, place }: ClaimLoop, control: string): void {
    if (subscriber === this.subscriber) return;
    this.subscriber = subscriber;
    const self = subscriber.relationship === '18';
    const says =
      self && patient !== undefined
        ? 'The subscriber is said to be the patient (SBR02), and another patient stands below.'
        : !self && patient === undefined && subscriber.relationship === undefined
          ? 'Neither is the subscriber said to be the patient, nor does a patient stand below.'
          : undefined;
    const fix = 'Send 18 in SBR02 where the subscriber is the patient; otherwise leave it out, and send the patient in loop 2000C.';
    if (says !== undefined) this.tell({ code: 'situation.patient', snip: 4, at: '2000B SBR02', says, fix }, places, place, 0, control);
  }

  private lines(claim: ClaimLoop, control: string): void {
    const { places } = claim;
    const [segment, pointers] = claim.claimType === 'dental' ? ['SV3', 11] : ['SV1', 7];
    const say = (words: Omit<Words, 'snip'>, place: Place, element: number) =>
      this.tell({ ...words, snip: 4 }, places, place, element, control);
    for (const line of claim.lines) {
      for (const { entity, party } of partiesOf(line.parties)) this.provider(party, `2420 NM109 ${entity}`, places, control);
      if (line.pointers.some((pointer) => pointer > claim.diagnoses.length))
        say(
          {
            code: 'situation.pointer',
            at: `2400 ${segment}${String(pointers).padStart(2, '0')}`,
            says: 'The line points to a diagnosis that the claim does not have.',
          },
          line.place,
          pointers,
        );
      if (line.charged < 0)
        say(
          { code: 'situation.charge', at: `2400 ${segment}02`, says: 'The charge of the line is less than nothing.' },
          line.place,
          claim.claimType === 'institutional' ? 3 : 2,
        );
      if (line.units !== undefined && Number(line.units) === 0)
        say({ code: 'situation.units', severity: 'warning', at: '2400', says: 'The line counts no units.' }, line.place, 0);
      for (const date of line.dates)
        if (date.to !== undefined && date.to < date.date)
          say({ code: 'situation.period', at: '2400 DTP03', says: 'The period ends before it begins.' }, date.place, 3);
    }
    for (const date of claim.dates)
      if (date.to !== undefined && date.to < date.date)
        say({ code: 'situation.period', at: '2300 DTP03', says: 'The period ends before it begins.' }, date.place, 3);
  }

  private births({ subscriber, patient, places, place }: ClaimLoop, { batch, control }: ClaimsHeader): void {
    const born = (patient ?? subscriber).birthDate;
    if (born === undefined || batch.date === undefined || born <= batch.date) return;
    const at = patient === undefined ? '2010BA DMG02' : '2010CA DMG02';
    this.tell({ code: 'situation.birth', snip: 4, at, says: 'The patient is born after the day of the file.' }, places, place, 0, control);
  }

  private provider(party: Party, at: string, places: Places, control: string): void {
    if (party.idQualifier !== 'XX' || party.id === undefined || isProviderNumber(party.id)) return;
    const words = {
      code: 'situation.npi',
      severity: 'warning',
      snip: 5,
      at,
      says: 'The provider’s number (NPI) has a check digit that is wrong.',
      fix: 'Compare it with the registry of providers.',
    } as const;
    this.tell(words, places, party.place, 9, control);
  }

  /** What the patient owes by CLP05 and by the reasons of group PR. Payers differ here: a warning. */
  remitClaim(claim: RemitClaimLoop, control: string): void {
    if (claim.patientResponsibility === undefined) return;
    const all = [...claim.adjustments, ...claim.lines.flatMap((line) => line.adjustments)];
    const sum = all.reduce((total, { group, amount }) => (group === 'PR' ? total + amount : total), 0);
    if (sum !== claim.patientResponsibility)
      this.tell(
        {
          code: 'situation.responsibility',
          severity: 'warning',
          snip: 4,
          at: '2100 CLP05',
          says: 'What the patient owes is not the sum of the reasons of group PR.',
        },
        ...([claim.places, claim.place, 5, control] as const),
      );
  }

  private tell(
    { code, severity = 'error', snip, at, says, fix }: Words,
    places: Places,
    place: Place,
    element: number,
    control: string,
  ): void {
    const bytes = elementRange(places, place, element);
    this.hand({ code, severity, snip, at, bytes, says, ...(fix === undefined ? {} : { fix }), control });
  }
}

const partiesOf = (parties: { readonly [entity: string]: Party }) => Object.entries(parties).map(([entity, party]) => ({ entity, party }));

/** Ten digits, the last of which is the Luhn digit of 80840 and the nine before (45 CFR 162.406). */
export function isProviderNumber(text: string): boolean {
  if (!/^[12]\d{9}$/.test(text)) return false;
  let sum = 24;
  for (let i = 0; i < 10; i++) {
    const digit = text.charCodeAt(9 - i) - 0x30;
    const doubled = digit * 2;
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
