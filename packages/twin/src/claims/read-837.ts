import { type ClaimLoop, createReader, type Party } from '@claimwright/x12';
import { type Payer, type Provider, payerById, payers } from '../practice/practice.ts';
import type { BilledClaim, ClaimCoverage } from './claim.ts';

/** The claims of an 837P as a payer sees them. Throws on a file that cannot be read: a payer would reject it with a 999. */
export function read837(bytes: Uint8Array): BilledClaim[] {
  const claims: BilledClaim[] = [];
  const reader = createReader({ claim: (claim) => claims.push(billedClaim(claim)) }, { check: false });
  reader.push(bytes);
  if (!reader.end().readable) throw new Error('the payer could not read the 837');
  return claims;
}

function billedClaim(claim: ClaimLoop): BilledClaim {
  const person = claim.patient?.person ?? claim.subscriber.person;
  const day = claim.lines[0]?.dates[0]?.date ?? claim.dates[0]?.date;
  const first = coverage(claim.subscriber.payer, claim.subscriber.person, claim.subscriber.group, claim.subscriber.filingIndicator);
  const others = claim.otherPayers.map((o) => coverage(o.parties.PR, o.parties.IL, o.group, o.filingIndicator));
  const { provider } = claim.billing;
  return {
    control: claim.patientControlNumber,
    patient: { last: person.name ?? '', first: person.first ?? '' },
    coverages: [first, ...others],
    billed: claim.charged,
    placeOfService: claim.placeOfService ?? '11',
    diagnoses: claim.diagnoses.map((d) => d.code),
    lines: claim.lines.map((line) => ({
      number: line.index + 1,
      control: line.references.find((r) => r.qualifier === '6R')?.id ?? String(line.index + 1),
      code: line.procedure?.code ?? '',
      modifiers: line.procedure?.modifiers ?? [],
      billed: line.charged,
      units: Number(line.units ?? '1'),
      servedOn: line.dates.find((d) => d.qualifier === '472')?.date ?? day ?? '2025-01-01',
      pointers: line.pointers,
    })),
    rendering: rendering(claim.parties['82']),
    provider: {
      name: provider.name ?? '',
      npi: provider.id ?? '',
      taxId: provider.references?.find((r) => r.qualifier === 'EI')?.id ?? '',
    },
  };
}

/** Payers of the twin are known by their id; any other keeps its own name and id and gets the first one's terms. */
function coverage(
  payer: Party | undefined,
  member: Party | undefined,
  group: string | undefined,
  filing: string | undefined,
): ClaimCoverage {
  const id = payer?.id ?? '';
  const known = payers.find((p) => p.id === id);
  const stranger: Payer = { ...payerById(''), name: payer?.name ?? 'UNNAMED PAYER', id, filing: filing ?? 'CI' };
  return { payer: known ?? stranger, memberId: member?.id ?? '', group: group ?? '' };
}

function rendering(party: Party | undefined): Provider | undefined {
  return party?.id ? { npi: party.id, last: party.name ?? '', first: party.first ?? '', taxonomy: '', specialty: 'medical' } : undefined;
}
