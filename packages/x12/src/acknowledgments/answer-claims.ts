import type { EnvelopeToWrite, Writable } from '../engine/segment-writer.ts';
import type { ClaimStatusToWrite, StatusToWrite } from '../status/write-status.ts';
import type { ClaimLoop, ClaimsHeader, LevelParty, Party, PlainDate, X12Finding } from '../types.ts';

/** Who answers. */
export interface Answerer {
  readonly name: string;
  readonly idQualifier: string;
  readonly id: string;
}
interface AnswerTo {
  readonly date: PlainDate;
  readonly time: string;
  readonly as?: Answerer;
}

type LevelToWrite = Writable<LevelParty>;

/** What the 277CA of one claim needs: no more is kept of it. */
interface Answered {
  readonly claim: Pick<ClaimLoop, 'patientControlNumber' | 'charged'>;
  /** Of an institutional claim. */
  readonly typeOfBill: string | undefined;
  readonly provider: LevelToWrite;
  readonly patient: LevelToWrite;
  readonly day: { readonly date: PlainDate; readonly to?: PlainDate } | undefined;
  /** The byte after its last. */
  readonly to: number;
  /** Why it is rejected; nothing where it is accepted. */
  why: string | undefined;
}

/** Gathers for each set of claims that a 999 accepts what becomes of each of its claims: a 277CA. */
export class ClaimAnswers {
  private readonly to: AnswerTo;
  private header: ClaimsHeader | undefined;
  private answered: Answered[] = [];
  private faults: X12Finding[] = [];
  private readonly batches: { readonly header: ClaimsHeader; readonly answered: readonly Answered[] }[] = [];

  constructor(to: AnswerTo) {
    this.to = to;
  }

  begin(header: ClaimsHeader): void {
    this.header = header;
    this.answered = [];
  }

  /** What a 999 does not speak of: balance, lists of codes, a payer's guide. */
  note(finding: X12Finding): void {
    if (this.header !== undefined && finding.severity === 'error' && (finding.snip ?? 0) >= 3) this.faults.push(finding);
  }

  add(claim: ClaimLoop): void {
    const { patientControlNumber, charged, billing, subscriber, patient, bytes } = claim;
    const person = patient?.person ?? subscriber.person;
    const day = [...claim.dates, ...claim.lines.flatMap((line) => line.dates)].find(({ qualifier }) => ['472', '434'].includes(qualifier));
    this.answered.push({
      claim: { patientControlNumber, charged },
      typeOfBill: cleaned((claim.institutional?.typeOfBill ?? '').slice(0, 10)) || undefined,
      provider: levelOf('85', billing.provider),
      patient: levelOf('QC', { ...person, ...idOf(subscriber.person) }),
      day: day === undefined ? undefined : { date: day.date, ...(day.to === undefined ? {} : { to: day.to }) },
      to: bytes.to,
      why: undefined,
    });
  }

  /** The set is over; what a 999 rejects is not answered claim by claim. Answers the number under which to ask for its 277CA, where there is one. */
  end(accepted: boolean): number | undefined {
    this.blame();
    const { header, answered } = this;
    this.header = undefined;
    this.answered = [];
    if (header === undefined || !accepted || answered.length === 0) return undefined;
    return this.batches.push({ header, answered }) - 1;
  }

  /** A fault is that of the claim it stands in, or of the next one where it stands above it (in its subscriber). */
  private blame(): void {
    let i = 0;
    for (const fault of this.faults.toSorted((a, b) => a.bytes.from - b.bytes.from)) {
      while (i < this.answered.length && (this.answered[i]?.to ?? 0) <= fault.bytes.from) i++;
      const claim = this.answered[i];
      if (claim !== undefined) claim.why ??= fault.says;
    }
    this.faults = [];
  }

  /** The 277CA of one set of claims. */
  told(batch: number, envelope: EnvelopeToWrite): StatusToWrite {
    const { header, answered } = this.batches[batch] as (typeof this.batches)[number];
    const { date, time, as } = this.to;
    const source = levelOf('PR', as ?? header.receiver ?? { name: 'RECEIVER' });
    const receiver = levelOf('41', header.submitter ?? { name: 'SUBMITTER' });
    const reference = cleaned(header.batch.reference).slice(0, 30) || '0';
    const common = { source, receiver, references: [], dates: [], amounts: [], quantities: [], lines: [] };
    const items: ClaimStatusToWrite[] = [
      {
        ...common,
        level: 'transmission',
        trace: { kind: '1', number: envelope.interchangeControl },
        statuses: [],
        dates: ['050', '009'].map((qualifier) => ({ qualifier, date })),
      },
      { ...common, level: 'receiver', trace: { kind: '2', number: reference }, ...totals(answered, date) },
      ...answered.map(
        ({ claim, typeOfBill, provider, patient, day, why }): ClaimStatusToWrite => ({
          ...common,
          level: 'claim',
          provider,
          patient,
          trace: { kind: '2', number: cleaned(claim.patientControlNumber.slice(0, TRACE_ROOM)) || '0' },
          statuses: [statusOf(why, claim.charged, date)],
          references: typeOfBill === undefined ? [] : [{ qualifier: 'BLT', id: typeOfBill }],
          dates: day === undefined ? [] : [{ qualifier: '472', ...day }],
        }),
      ),
    ];
    const control = '0001';
    const opening = { structure: '0085', purpose: '08', reference: `${envelope.groupControl}${control}`, date, time, kind: 'TH' };
    return { envelope, time, control, purpose: 'acknowledgment', batch: opening, items };
  }
}

/** A2 and 20: taken in; A7 and 21: something in it is not valid, and STC12 says what. */
const statusOf = (why: string | undefined, charged: number, date: PlainDate): ClaimStatusToWrite['statuses'][number] =>
  why === undefined
    ? { codes: [{ category: 'A2', status: '20' }], date, action: 'WQ', charged }
    : { codes: [{ category: 'A7', status: '21' }], date, action: 'U', charged, message: cleaned(why).slice(0, 264) };

/** How many claims were taken and how many not, with their amounts. */
function totals(answered: readonly Answered[], date: PlainDate): Pick<ClaimStatusToWrite, 'statuses' | 'quantities' | 'amounts'> {
  const taken = answered.filter(({ why }) => why === undefined);
  const refused = answered.filter(({ why }) => why !== undefined);
  const sum = (of: readonly Answered[]) => of.reduce((total, { claim }) => total + claim.charged, 0);
  const both = [
    { of: taken, quantity: '90', amount: 'YU' },
    { of: refused, quantity: 'AA', amount: 'YY' },
  ].filter(({ of }) => of.length > 0);
  return {
    statuses: [{ codes: [{ category: 'A1', status: '19' }], date, action: 'WQ', charged: sum(answered) }],
    quantities: both.map(({ of, quantity }) => ({ qualifier: quantity, quantity: String(of.length) })),
    amounts: both.map(({ of, amount }) => ({ qualifier: amount, amount: sum(of) })),
  };
}

const idOf = ({ idQualifier, id }: Partial<Party>): Partial<Party> =>
  idQualifier === undefined || id === undefined ? {} : { idQualifier, id };

/** A text of the file without the separators of the answer. */
const cleaned = (text: string): string => text.replace(/[*:^~\p{Cc}]/gu, ' ').trim();

/** What NM1 of a 277CA has room for, in signs: a file may send a name of a million. */
const ROOM = { name: 60, first: 35, middle: 25, suffix: 10, idQualifier: 2, id: 80 } as const;
const NAMES = ['name', 'first', 'middle', 'suffix', 'idQualifier', 'id'] as const;
/** TRN02. */
const TRACE_ROOM = 50;

/** Whom a level names, without what an acknowledgment has no place for. */
function levelOf(entity: string, party: Partial<Party>): LevelToWrite {
  const named: { [key in (typeof NAMES)[number]]?: string } = {};
  for (const key of NAMES) {
    const text = cleaned((party[key] ?? '').slice(0, ROOM[key]));
    if (text !== '') named[key] = text;
  }
  return { entity, ...named, rejections: [] };
}
