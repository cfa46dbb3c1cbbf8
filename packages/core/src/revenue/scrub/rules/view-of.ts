import { daysBetween } from '../../../ground/base/index.ts';
import type { LineLook, Look } from '../look.ts';
import type { RuleLine, RuleServed, RuleView } from './view.ts';

export const lineView = (look: LineLook): RuleLine => {
  const { line } = look;
  return {
    number: line.number,
    code: look.code,
    family: look.family,
    modifiers: look.modifiers,
    units: look.units,
    billedCents: line.billed,
    place: look.place,
    diagnoses: look.diagnoses.map(({ code }) => code),
    minutes: line.minutes ?? 0,
    teeth: line.teeth.map(({ tooth }) => tooth),
    surfaces: line.teeth.flatMap(({ surfaces }) => surfaces),
    areas: line.oralCavities,
    servedOn: look.on ?? '',
    note: line.note ?? '',
    ordering: line.ordering?.npi ?? '',
  };
};

export function historyView(look: Look): readonly RuleServed[] {
  const { from, facts, claim } = look;
  if (from === undefined) return [];
  return facts.history
    .filter((served) => served.claim !== claim.patientControlNumber)
    .map(({ code, family, modifiers, units, on, tooth, provider }) => ({
      code,
      family: family ?? '',
      modifiers,
      units,
      daysAgo: daysBetween(on, from),
      tooth: tooth ?? '',
      provider: provider ?? '',
    }));
}

const claimView = ({ claim, facts, from }: Look): RuleView['claim'] => ({
  kind: claim.kind,
  frequency: claim.frequency,
  sentAs: claim.sentAs,
  place: claim.placeOfService,
  billedCents: claim.billed,
  diagnoses: claim.diagnoses.map(({ code }) => code),
  authorization: claim.authorizationNumber ?? '',
  referral: claim.referralNumber ?? '',
  predetermination: claim.predetermination,
  accident: claim.accident?.kind ?? '',
  note: claim.note ?? '',
  attachments: [...claim.attachments, ...claim.lines.flatMap(({ attachments }) => attachments)].map(({ report }) => report),
  jurisdiction: facts.jurisdiction ?? '',
  servedOn: from ?? '',
  typeOfBill: claim.stay?.typeOfBill ?? '',
});

/** All but the lines and the history, which are set as they are asked for. */
export function viewOf(look: Look): Omit<RuleView, 'line' | 'lines' | 'history'> {
  const { claim, coverage } = look;
  return {
    claim: claimView(look),
    patient: {
      age: look.age ?? 0,
      sex: claim.patient.sex ?? '',
      state: claim.patient.address?.state ?? '',
      relationship: coverage?.relationship ?? '',
    },
    payer: {
      id: coverage?.payerId ?? '',
      indicator: coverage?.filingIndicator ?? '',
      memberId: coverage?.memberId ?? '',
      group: coverage?.groupNumber ?? '',
    },
    billing: { npi: claim.billing.npi ?? '', taxonomy: claim.billing.taxonomy ?? '', state: claim.billing.address?.state ?? '' },
    rendering: { npi: claim.rendering?.npi ?? '', taxonomy: claim.rendering?.taxonomy ?? '' },
  };
}
