import { wireDay } from '../days.ts';
import { decimal, type Element, interchange, type Segment, type Separators, usual } from '../wire/segments.ts';
import type { PaidClaim, PaidLine, Procedure, ProviderMove, Reason, Remittance } from './remit.ts';

export interface Write835 {
  readonly control: string;
  readonly separators?: Separators;
  readonly version?: '005010X221A1' | '004010X091A1';
}

/** One interchange with a set per remittance. The twin writes its own bytes, so that it can also write what no honest writer would. */
export function write835(remits: readonly Remittance[], how: Write835): Uint8Array {
  const [first] = remits;
  if (!first) throw new Error('an 835 needs a payment');
  const version = how.version ?? '005010X221A1';
  const envelope = {
    kind: 'HP',
    version,
    sender: `PAYER${first.payer.id}`,
    receiver: 'LAKESIDE',
    day: wireDay(first.paidOn),
    control: how.control,
    separators: how.separators ?? usual,
  } as const;
  const old = version.startsWith('004010');
  return interchange(
    envelope,
    remits.map((remit) => ({ set: '835', implementation: version, body: body(remit, old) })),
  );
}

function body(remit: Remittance, old: boolean): Segment[] {
  return [
    ...opening(remit, old),
    ...(remit.claims.length > 0 ? [['LX', '1'] satisfies Segment] : []),
    ...remit.claims.flatMap(claimLoop),
    ...providerMoves(remit),
  ];
}

function opening(remit: Remittance, old: boolean): Segment[] {
  const { payer, payee } = remit;
  const day = wireDay(remit.paidOn);
  const account =
    remit.method === 'ACH'
      ? ['CCP', '01', '091000022', 'DA', '9990001', payer.traceId, '', '01', '091000019', 'DA', '0001234567', day]
      : ['', '', '', '', '', remit.method === 'NON' ? '' : payer.traceId, '', '', '', '', '', day];
  return [
    ['BPR', remit.method === 'NON' ? 'H' : 'I', decimal(remit.amount), 'C', remit.method, ...account],
    ['TRN', '1', remit.trace, payer.traceId],
    ['DTM', '405', day],
    ['N1', 'PR', payer.name],
    ['N3', '1 PRETEND PLAZA'],
    ['N4', 'NOWHEREVILLE', 'OH', '440000000'],
    ['REF', '2U', payer.id],
    ['PER', ...(old ? ['CX', 'PROVIDER SERVICES', 'TE', '8005550100'] : ['BL', 'PROVIDER SERVICES', 'TE', '8005550100'])],
    ['N1', 'PE', payee.name, 'XX', payee.npi],
    ['REF', 'TJ', payee.taxId],
  ];
}

function claimLoop(claim: PaidClaim): Segment[] {
  const { patient } = claim;
  const id = patient.memberId ? ['', '', '', 'MI', patient.memberId] : [];
  const share = claim.patientShare === undefined ? '' : decimal(claim.patientShare);
  return [
    ['CLP', claim.control, claim.status, decimal(claim.charged), decimal(claim.paid), share, claim.filing, claim.payerControl, '11', '1'],
    ...adjustments(claim.reasons),
    ['NM1', 'QC', '1', patient.last, patient.first, ...id],
    ...(claim.renderingNpi ? [['NM1', '82', '1', '', '', '', '', '', 'XX', claim.renderingNpi] satisfies Segment] : []),
    ...(claim.crossover ? [['NM1', 'TT', '2', claim.crossover.name, '', '', '', '', 'PI', claim.crossover.id] satisfies Segment] : []),
    ...(claim.remarks.length > 0 ? [['MOA', '', '', ...claim.remarks] satisfies Segment] : []),
    ...(claim.corrects ? [['REF', 'F8', claim.corrects] satisfies Segment] : []),
    ['DTM', '232', wireDay(claim.servedFrom)],
    ['DTM', '233', wireDay(claim.servedTo)],
    ...(claim.receivedOn ? [['DTM', '050', wireDay(claim.receivedOn)] satisfies Segment] : []),
    ...(claim.interest ? [['AMT', 'I', decimal(claim.interest)] satisfies Segment] : []),
    ...claim.lines.flatMap(lineLoop),
  ];
}

const composite = (procedure: Procedure): Element => ['HC', procedure.code, ...procedure.modifiers];

function lineLoop(line: PaidLine): Segment[] {
  const billed: Element[] = line.billedAs ? [composite(line.billedAs)] : [];
  return [
    ['SVC', composite(line.procedure), decimal(line.charged), decimal(line.paid), '', String(line.units), ...billed],
    ['DTM', '472', wireDay(line.servedOn)],
    ...adjustments(line.reasons),
    ...(line.control ? [['REF', '6R', line.control] satisfies Segment] : []),
    ...(line.statedAllowed === undefined ? [] : [['AMT', 'B6', decimal(line.statedAllowed)] satisfies Segment]),
    ...line.remarks.map((code): Segment => ['LQ', 'HE', code]),
  ];
}

/** One CAS a group, at most six reasons in each. */
function adjustments(reasons: readonly Reason[]): Segment[] {
  const groups = new Map<string, Reason[]>();
  for (const reason of reasons) groups.set(reason.group, [...(groups.get(reason.group) ?? []), reason]);
  return [...groups].flatMap(([group, all]) => {
    const segments: Segment[] = [];
    for (let at = 0; at < all.length; at += 6) {
      segments.push([
        'CAS',
        group,
        ...all.slice(at, at + 6).flatMap((r, i) => (i === 0 ? [r.code, decimal(r.amount)] : ['', r.code, decimal(r.amount)])),
      ]);
    }
    return segments;
  });
}

/** PLB holds six moves. The fiscal period ends with the payment's year. */
function providerMoves(remit: Remittance): Segment[] {
  const segments: Segment[] = [];
  const pair = (move: ProviderMove): Element[] => [[move.code, move.reference], decimal(move.amount)];
  for (let at = 0; at < remit.moves.length; at += 6) {
    segments.push(['PLB', remit.payee.npi, `${remit.paidOn.slice(0, 4)}1231`, ...remit.moves.slice(at, at + 6).flatMap(pair)]);
  }
  return segments;
}
