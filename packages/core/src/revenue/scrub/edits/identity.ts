import { isNpi } from '../../../ground/parties/index.ts';
import type { ProviderToSend } from '../../claims/index.ts';
import type { Edit, Report } from '../edit.ts';
import type { Look } from '../look.ts';

type Visit = (role: string, provider: ProviderToSend) => void;

function everyProvider({ claim, lines }: Look, visit: Visit): void {
  visit('billing provider', claim.billing);
  if (claim.rendering !== undefined) visit('rendering provider', claim.rendering);
  if (claim.referring !== undefined) visit('referring provider', claim.referring);
  if (claim.supervising !== undefined) visit('supervising provider', claim.supervising);
  if (claim.facility !== undefined) visit('service facility', claim.facility);
  for (const { line } of lines) {
    if (line.rendering !== undefined) visit(`line ${line.number}, rendering provider`, line.rendering);
    if (line.ordering !== undefined) visit(`line ${line.number}, ordering provider`, line.ordering);
  }
}

/** A practice has the same few providers on all its claims. */
const judged = new Map<string, boolean>();
const mostJudged = 10_000;
function isKnownNpi(npi: string): boolean {
  let good = judged.get(npi);
  if (good === undefined) {
    if (judged.size >= mostJudged) judged.clear();
    good = isNpi(npi);
    judged.set(npi, good);
  }
  return good;
}

function checkNpi(look: Look, report: Report): void {
  everyProvider(look, (role, { npi }) => {
    if (npi !== undefined && !isKnownNpi(npi)) report({ at: role, values: { role } });
  });
}

function checkRenderingPresent(look: Look, report: Report): void {
  const { claim } = look;
  if (claim.billing.entity === 'person' || claim.rendering?.npi !== undefined) return;
  const line = look.lines.find(({ line: { rendering } }) => rendering?.npi === undefined);
  if (line !== undefined) report({ line, at: 'rendering provider' });
}

function checkPersonReferring(look: Look, report: Report): void {
  const { referring } = look.claim;
  if (referring !== undefined && (referring.entity !== 'person' || !referring.first)) report({ at: 'referring provider' });
  for (const line of look.lines) {
    const { ordering } = line.line;
    if (ordering !== undefined && (ordering.entity !== 'person' || !ordering.first)) report({ line });
  }
}

/** What is typed where nobody knows the number. */
const neverGiven = new Set(['000000000', '111111111', '999999999', '123456789', '987654321']);

/** Beginnings of which the IRS has given no employer's number. */
const noEmployers = new Set('00 07 08 09 17 18 19 28 29 49 69 70 78 79 89 96 97'.split(' '));

const isNineDigits = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 48 || text.charCodeAt(i) > 57) return false;
  return text.length === 9;
};

function checkTaxId(look: Look, report: Report): void {
  const { taxId } = look.claim.billing;
  if (taxId === undefined || !isNineDigits(taxId) || neverGiven.has(taxId)) {
    report({ at: 'billing provider, tax id' });
    return;
  }
  const { taxIdKind } = look.claim.billing;
  const none =
    taxIdKind === 'person'
      ? taxId.startsWith('000') || taxId.startsWith('666') || taxId.startsWith('9')
      : taxIdKind === 'employer' && noEmployers.has(taxId.slice(0, 2));
  if (none) report({ at: 'billing provider, tax id' });
}

/** Letters of a Medicare number leave out S, L, O, I, B and Z. */
const medicareNumber = /^[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/;
/** `1.23457E+11` is what a spreadsheet makes of a long number. */
const rounded = /^\d(?:\.\d+)?E\+?\d+$/i;
const placeholder = /^(?:unknown|none|n\/?a|pending|self|test|tbd|(.)\1{4,})$/i;

function checkMemberId(look: Look, report: Report): void {
  const { coverage } = look;
  if (coverage === undefined) return;
  const fault = faultOfMemberId(coverage.memberId);
  if (fault !== undefined) report({ at: 'subscriber, member id', values: { fault } });
}

function faultOfMemberId(memberId: string): string | undefined {
  if (memberId.trim() === '') return 'is missing';
  if (memberId.trim() !== memberId) return 'has blanks around it';
  if (memberId.length < 2) return 'has only 1 character';
  if (memberId.length > 80) return 'is longer than 80 characters';
  if (rounded.test(memberId)) return 'was rounded by a spreadsheet';
  return placeholder.test(memberId) ? 'is a placeholder' : undefined;
}

function checkMedicareNumber(look: Look, report: Report): void {
  const { coverage } = look;
  if (coverage?.filingIndicator !== 'MB' && coverage?.filingIndicator !== 'MA') return;
  if (!medicareNumber.test(coverage.memberId)) report({ at: 'subscriber, member id' });
}

function checkTaxonomy(look: Look, report: Report): void {
  const day = look.tables.on(look.from);
  everyProvider(look, (role, { taxonomy }) => {
    if (taxonomy === undefined) return;
    const { formed, answer } = day.taxonomy(taxonomy);
    if (!formed) report({ at: role, values: { role } });
    if (answer?.is === 'absent') report({ at: role, values: { role }, edition: answer.edition });
  });
}

function checkOrdering(look: Look, report: Report): void {
  const { orderingFor } = look.facts.payer;
  if (orderingFor.length === 0 || look.claim.referring?.npi !== undefined) return;
  for (const line of look.lines) {
    if (line.line.ordering?.npi !== undefined) continue;
    if (orderingFor.includes(line.code) || (line.family !== '' && orderingFor.includes(line.family)))
      report({ line, values: { code: line.code } });
  }
}

const npiLaw = '45 CFR 162.406';
const guide = 'ASC X12N 005010 claim guides, by their public use in payer companion guides';

export const identity: readonly Edit[] = [
  {
    code: 'npi-invalid',
    family: 'identity',
    severity: 'hold',
    untilMended: true,
    snip: 5,
    says: 'The NPI of the {role} is not one: ten digits beginning with 1 or 2, the last of which checks the others.',
    because: 'A provider is identified by its NPI, whose check digit is computed over 80840 and the number.',
    source: npiLaw,
    fix: 'Look the provider up in NPPES and correct the NPI in its facts.',
    action: 'correct_npi',
    check: checkNpi,
  },
  {
    code: 'npi-missing',
    family: 'identity',
    severity: 'hold',
    snip: 2,
    says: 'The billing provider has no NPI.',
    because: 'A health care provider identifies itself by its NPI in every standard transaction.',
    source: npiLaw,
    fix: "Enter the practice's NPI.",
    action: 'correct_npi',
    check: ({ claim }, report) => {
      if (!claim.billing.npi) report({ at: 'billing provider' });
    },
  },
  {
    code: 'rendering-missing',
    family: 'identity',
    severity: 'hold',
    snip: 4,
    kinds: ['professional', 'dental'],
    says: 'An organisation bills, and nobody is named who did the work.',
    because: 'Where the billing provider is an organisation, the person who rendered the service is named.',
    source: guide,
    fix: 'Name the rendering provider of the claim or of the line.',
    action: 'add_rendering_provider',
    check: checkRenderingPresent,
  },
  {
    code: 'referring-not-a-person',
    family: 'identity',
    severity: 'hold',
    snip: 4,
    only: [['referred', 'ordered']],
    says: 'Who referred or ordered is an organisation, or has no first name.',
    because: 'Referring and ordering are done by a person, with a type 1 NPI.',
    source: '42 CFR 424.507',
    fix: 'Name the person who referred or ordered.',
    action: 'correct_referring_provider',
    check: checkPersonReferring,
  },
  {
    code: 'ordering-missing',
    family: 'identity',
    severity: 'hold',
    snip: 7,
    only: ['terms of ordering'],
    says: 'This payer wants to know who ordered or referred {code}.',
    because: 'The settings of this payer name the service as one that somebody orders.',
    source: "the practice's settings of the payer",
    fix: 'Name the ordering or referring provider with the NPI.',
    action: 'add_ordering_provider',
    check: checkOrdering,
  },
  {
    code: 'tax-id-invalid',
    family: 'identity',
    severity: 'hold',
    untilMended: true,
    snip: 2,
    says: "The billing provider's tax number is missing or is none that is given out.",
    because: 'The payer reports what it pays under this number.',
    source: '26 CFR 301.6109-1',
    fix: "Correct the tax number in the practice's facts.",
    action: 'correct_tax_id',
    check: checkTaxId,
  },
  {
    code: 'member-id-invalid',
    family: 'identity',
    severity: 'hold',
    snip: 2,
    says: 'The member id {fault}.',
    because:
      'The payer finds its member by this number. One that is missing, has blanks around it, is a placeholder, or was rounded finds nobody.',
    source: guide,
    fix: 'Copy the member id from the card or from the eligibility answer.',
    action: 'correct_member_id',
    check: checkMemberId,
  },
  {
    code: 'medicare-number-invalid',
    family: 'identity',
    severity: 'hold',
    snip: 7,
    says: 'The member id has not the form of a Medicare beneficiary identifier.',
    because: 'It has eleven places of fixed kinds, without the letters S, L, O, I, B and Z.',
    source: 'CMS, MBI format',
    fix: 'Copy the number from the red, white and blue card, without dashes.',
    action: 'correct_member_id',
    check: checkMedicareNumber,
  },
  {
    code: 'taxonomy-invalid',
    family: 'identity',
    severity: 'hold',
    snip: 5,
    says: 'The taxonomy code of the {role} is none of that date.',
    because: 'A taxonomy code has ten places of the published list.',
    source: 'NUCC health care provider taxonomy',
    fix: 'Choose the taxonomy that the provider has in NPPES.',
    action: 'correct_taxonomy',
    check: checkTaxonomy,
  },
];
