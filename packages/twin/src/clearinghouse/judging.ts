import type { ClaimLoop, ClaimStatusToWrite, ClaimsHeader, Party, StatusToWrite } from '@claimwright/x12';
import type { ClaimRule, Desk } from './published.ts';
import { envelopeBack, type Stamp } from './reading.ts';

/** What became of one claim at a desk. */
export interface Judged {
  readonly claim: ClaimLoop;
  /** The rules that it breaks; none: accepted. */
  readonly broken: readonly { readonly rule: ClaimRule; readonly line?: number }[];
  /** The payer’s number of a claim that it accepted. */
  readonly number?: string;
}

export function judge(claim: ClaimLoop, rules: readonly ClaimRule[], desk: Desk): Judged {
  const broken = rules.flatMap((rule) => {
    const found = rule.broken(claim, desk);
    if (found === false || found === 0) return [];
    return [found === true ? { rule } : { rule, line: found }];
  });
  return { claim, broken };
}

/** Who says so. */
export interface Sayer {
  readonly by: 'clearinghouse' | 'payer';
  readonly name: string;
  readonly id: string;
}

type Level = NonNullable<ClaimStatusToWrite['source']>;
const levelOf = (entity: string, { name, first, idQualifier, id }: Partial<Party>): Level => ({
  entity,
  ...(name === undefined ? {} : { name }),
  ...(first === undefined ? {} : { first }),
  ...(id === undefined ? {} : { idQualifier: idQualifier ?? '46', id }),
  rejections: [],
});

const codesOf = ({ category, status, entity }: ClaimRule) => [{ category, status, ...(entity === undefined ? {} : { entity }) }];

/** The 277CA of a set: what the clearinghouse (A2 or a rejection) or the payer says of each of its claims. */
export function answer277CA(header: ClaimsHeader, judged: readonly Judged[], sayer: Sayer, stamp: Stamp): StatusToWrite {
  const { day, time } = stamp;
  const source = levelOf(sayer.by === 'payer' ? 'PR' : 'AY', {
    name: sayer.name,
    idQualifier: sayer.by === 'payer' ? 'PI' : '46',
    id: sayer.id,
  });
  const receiver = levelOf('41', header.submitter ?? { name: 'SUBMITTER' });
  const around = { source, receiver, references: [], dates: [], amounts: [], quantities: [], lines: [] };
  const whole: ClaimStatusToWrite[] = [
    {
      ...around,
      level: 'transmission',
      trace: { kind: '1', number: String(stamp.control) },
      statuses: [],
      dates: ['050', '009'].map((qualifier) => ({ qualifier, date: day })),
    },
    { ...around, level: 'receiver', trace: { kind: '2', number: header.batch.reference }, ...countsOf(judged, day) },
  ];
  return {
    envelope: envelopeBack(header.envelope, stamp),
    time,
    control: '0001',
    purpose: 'acknowledgment',
    batch: { structure: '0085', purpose: '08', reference: String(stamp.control), date: day, time, kind: 'TH' },
    items: [...whole, ...judged.map((one) => ({ ...around, ...claimItem(one, day) }))],
  };
}

function claimItem(
  { claim, broken, number }: Judged,
  date: string,
): Omit<ClaimStatusToWrite, 'source' | 'receiver' | 'amounts' | 'quantities'> {
  const person = claim.patient?.person ?? claim.subscriber.person;
  const { idQualifier, id } = claim.subscriber.person;
  const ofClaim = broken.filter(({ line }) => line === undefined);
  const charged = claim.charged;
  const statuses =
    broken.length === 0
      ? [{ codes: [{ category: 'A2', status: '20' }], date, action: 'WQ', charged }]
      : (ofClaim.length > 0 ? ofClaim : broken.slice(0, 1)).map(({ rule }) => ({ codes: codesOf(rule), date, action: 'U', charged }));
  return {
    level: 'claim',
    provider: levelOf('85', claim.billing.provider),
    patient: levelOf('QC', { ...person, ...(id === undefined ? {} : { idQualifier: idQualifier ?? 'MI', id }) }),
    trace: { kind: '2', number: claim.patientControlNumber },
    statuses,
    references: number === undefined ? [] : [{ qualifier: '1K', id: number }],
    dates: [],
    lines: broken.flatMap(({ rule, line }) => (line === undefined ? [] : [lineItem(claim, line, rule, date)])),
  };
}

function lineItem(claim: ClaimLoop, number: number, rule: ClaimRule, date: string): ClaimStatusToWrite['lines'][number] {
  const line = claim.lines[number - 1];
  const { procedure, charged = 0 } = line ?? {};
  return {
    ...(procedure === undefined
      ? {}
      : { procedure: { qualifier: procedure.qualifier, code: procedure.code, modifiers: procedure.modifiers } }),
    charged,
    statuses: [{ codes: codesOf(rule), date, action: 'U' }],
    references: [{ qualifier: 'FJ', id: line?.references.find(({ qualifier }) => qualifier === '6R')?.id ?? String(number) }],
    dates: [],
  };
}

function countsOf(judged: readonly Judged[], date: string): Pick<ClaimStatusToWrite, 'statuses' | 'quantities' | 'amounts'> {
  const sum = (of: readonly Judged[]) => of.reduce((total, { claim }) => total + claim.charged, 0);
  const both = [
    { of: judged.filter(({ broken }) => broken.length === 0), quantity: '90', amount: 'YU' },
    { of: judged.filter(({ broken }) => broken.length > 0), quantity: 'AA', amount: 'YY' },
  ].filter(({ of }) => of.length > 0);
  return {
    statuses: [{ codes: [{ category: 'A1', status: '19' }], date, action: 'WQ', charged: sum(judged) }],
    quantities: both.map(({ of, quantity }) => ({ qualifier: quantity, quantity: String(of.length) })),
    amounts: both.map(({ of, amount }) => ({ qualifier: amount, amount: sum(of) })),
  };
}
