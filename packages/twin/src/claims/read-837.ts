import { type CasAdjustment, type ClaimLoop, createReader, type OtherPayerLoop, type Party } from '@claimwright/x12';
import type { Reason } from '../payer/remit.ts';
import { type Payer, type Provider, payerById, payers } from '../practice/practice.ts';
import type { BilledClaim, ClaimCoverage, EarlierPayer } from './claim.ts';

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
  const turn = turnOf(claim.subscriber.sequence);
  const others = claim.otherPayers.toSorted((a, b) => turnOf(a.sequence, turn + 1) - turnOf(b.sequence, turn + 1));
  const before = others.filter(({ sequence }) => turnOf(sequence, turn + 1) < turn);
  const later = others.filter((one) => !before.includes(one));
  const { provider } = claim.billing;
  return {
    control: claim.patientControlNumber,
    patient: { last: person.name ?? '', first: person.first ?? '' },
    coverages: [first, ...later.map((o) => coverage(o.parties.PR, o.parties.IL, o.group, o.filingIndicator))],
    ...(turn === 1 ? {} : { after: { turn, payers: before.map((one) => earlier(one, claim)) } }),
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

/** SBR01: P pays first, S second, T third. */
const turns = 'PSTABCDEFGHU';
const turnOf = (sequence: string | undefined, otherwise = 1): number => (sequence ? turns.indexOf(sequence) + 1 || otherwise : otherwise);

function earlier({ adjustments, amounts, parties }: OtherPayerLoop, { lines }: ClaimLoop): EarlierPayer {
  const told = new Map<number, { paid: number; reasons: Reason[] }>();
  for (const { index, otherPayments } of lines)
    for (const one of otherPayments) {
      if (one.payerId !== parties.PR?.id) continue;
      const known = told.get(index + 1) ?? { paid: 0, reasons: [] };
      told.set(index + 1, { paid: known.paid + one.paid, reasons: [...known.reasons, ...one.adjustments.map(reasonOf)] });
    }
  return { paid: amounts.find(({ qualifier }) => qualifier === 'D')?.amount, reasons: adjustments.map(reasonOf), lines: told };
}

const reasonOf = ({ group, reason, amount }: CasAdjustment): Reason => ({ group, code: reason, amount });

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
