import {
  type AcknowledgedGroup,
  type AcknowledgedSet,
  type AcknowledgmentHeader,
  type ClaimStatusLoop,
  createReader,
  type Status,
  type StatusHeader,
} from '@claimwright/x12';
import { type Cents, cents, type Finding } from '../../ground/base/index.ts';
import { noteCause, statusCause, unmappedCause } from './reject-words.ts';
import type { AnsweredBy, AnsweredEvent, AnswerVerdict, Cause } from './sending-event.ts';

/** What an answer speaks of, in the numbers that stand in it. */
export type About =
  | { readonly level: 'interchange'; readonly control: string }
  | { readonly level: 'group'; readonly control: string }
  | { readonly level: 'set'; readonly group: string; readonly control: string }
  /** The whole batch (BHT03 of the 837), or what one provider sent in it. */
  | { readonly level: 'batch'; readonly reference: string; readonly npi?: string }
  | {
      readonly level: 'claim';
      readonly patientControlNumber: string;
      readonly reference?: string;
      readonly group?: string;
      /** Whose claim it is, and what it bills, where the answer says so. */
      readonly npi?: string;
      readonly charged?: Cents;
      readonly member?: string;
    };

/** Whose word it is: the names on the file, and the payer where it names one. */
export interface Teller {
  /** ISA06 and ISA08. */
  readonly sender: string;
  readonly receiver: string;
  readonly payer?: { readonly id?: string; readonly name?: string };
}

/** One thing that an acknowledgment says. */
export interface Answer {
  readonly from: Teller;
  readonly set: 'TA1' | '999' | '277CA' | '277';
  readonly by: AnsweredBy;
  readonly about: About;
  readonly verdict: AnswerVerdict;
  readonly on: string;
  readonly causes: readonly Cause[];
  readonly unmapped?: NonNullable<AnsweredEvent['unmapped']>;
  readonly payerControlNumber?: string;
  readonly filed: boolean;
}

export interface ReadAcknowledgment {
  readonly readable: boolean;
  readonly answers: readonly Answer[];
  readonly findings: readonly Finding[];
}

/** A 277CA names its sender as payer or as clearinghouse; some clearinghouses call themselves payer, so that their own numbers are told. */
export interface ReadOptions {
  readonly clearinghouses?: readonly string[];
}

/** Reads a TA1, 999, 277CA or 277 (or several in one file), pushed in chunks of any size. */
export function createAcknowledgmentReader(options: ReadOptions = {}): { push(chunk: Uint8Array): void; end(): ReadAcknowledgment } {
  const answers: Answer[] = [];
  const findings: Finding[] = [];
  let day = '';
  let from: Teller = { sender: '', receiver: '' };
  let sets: AcknowledgedSet[] = [];
  let reference: string | undefined;
  const reader = createReader({
    interchange: ({ interchangeDate, sender, receiver: to }) => {
      day = interchangeDate ?? '';
      from = { sender, receiver: to };
    },
    interchangeAcknowledged: ({ control, code, note }) => answers.push({ ...ofInterchange(control, code, note, day), from }),
    acknowledgmentHeader: () => {
      sets = [];
    },
    setAcknowledged: (set) => sets.push(set),
    groupAcknowledged: (group, header) => answers.push(...ofGroup(group, sets, header, day).map((one) => ({ ...one, from }))),
    statusHeader: () => {
      reference = undefined;
    },
    claimStatus: (loop, header) => {
      if (loop.level === 'receiver') reference = loop.trace.number;
      const payer = payerOf(loop, options.clearinghouses ?? []);
      const teller = { ...from, ...(payer !== undefined && { payer: named(payer) }) };
      answers.push(
        ...ofStatus(loop, header, reference, day, payer === undefined ? 'clearinghouse' : 'payer').map((one) => ({ ...one, from: teller })),
      );
    },
    finding: ({ code, severity, at, bytes, says, because, fix }) =>
      findings.push({ code, severity, at, bytes, says, ...(because !== undefined && { because }), ...(fix !== undefined && { fix }) }),
  });
  return {
    push: (chunk) => reader.push(chunk),
    end: () => ({ readable: reader.end().readable && answers.length > 0, answers, findings }),
  };
}

type Said = Omit<Answer, 'from'>;

/** The payer whose answer it is, where it is not the clearinghouse that calls itself one. */
const payerOf = ({ source }: ClaimStatusLoop, clearinghouses: readonly string[]): ClaimStatusLoop['source'] =>
  source?.entity === 'PR' && !clearinghouses.includes(source.id ?? '') ? source : undefined;
const named = ({ id, name }: NonNullable<ClaimStatusLoop['source']>): NonNullable<Teller['payer']> => ({
  ...(id !== undefined && { id }),
  ...(name !== undefined && { name }),
});

function ofInterchange(control: string, code: string, note: string, on: string): Said {
  const told = { set: 'TA1', by: 'receiver', about: { level: 'interchange', control }, on, filed: false } as const;
  if (code === 'A') return { ...told, verdict: 'received', causes: [] };
  // Numbers are never used twice here: one that they had before is this very file, whose first copy they took.
  return { ...told, verdict: code === 'R' && note !== '025' ? 'rejected' : 'received', causes: [noteCause(note)] };
}

const beside: Cause = {
  code: '999 R',
  says: 'It was in one set with claims that were refused.',
  fix: 'Nothing of it is wrong that was said: send it again, apart from those.',
};
const whole: Cause = {
  code: '999 R',
  says: 'The partner refused the whole group.',
  fix: 'Tell whoever looks after the partner connection, then send the claims again.',
};

function ofGroup(group: AcknowledgedGroup, sets: readonly AcknowledgedSet[], header: AcknowledgmentHeader, on: string): Said[] {
  const control = header.group.control;
  const told = { set: '999', by: 'receiver', on, filed: false } as const;
  const refused = group.verdict === 'rejected';
  const about = { level: 'group', control } as const;
  if (sets.length === 0 || (refused && sets.every(({ verdict }) => verdict !== 'rejected')))
    return [{ ...told, about, verdict: refused ? 'rejected' : 'received', causes: refused ? [whole] : [] }];
  return sets.flatMap((set) => ofSet(set, control, told));
}

type Told = Pick<Said, 'set' | 'by' | 'on' | 'filed'>;

/** A set, and those of its claims that are named; the others of a refused one go down with them. */
function ofSet(set: AcknowledgedSet, group: string, told: Told): Said[] {
  const rejected = set.verdict === 'rejected';
  const verdict = rejected ? 'rejected' : 'received';
  const named = new Map<string, Cause[]>();
  const unnamed: Cause[] = [];
  for (const segment of set.segments) {
    const causes = causesOf(segment);
    const contexts = [...segment.contexts, ...segment.elements.flatMap((element) => element.contexts)];
    const claims = contexts.filter(({ name }) => name === 'CLM01').flatMap(({ value }) => value ?? []);
    for (const claim of new Set(claims)) named.set(claim, [...(named.get(claim) ?? []), ...causes]);
    if (claims.length === 0) unnamed.push(...causes);
  }
  const rest = rejected && unnamed.length === 0 ? [beside] : unnamed;
  return [
    { ...told, about: { level: 'set', group, control: set.control }, verdict, causes: rest },
    ...[...named].map(
      ([patientControlNumber, causes]): Said => ({ ...told, about: { level: 'claim', patientControlNumber, group }, verdict, causes }),
    ),
  ];
}

function causesOf({ segment, error, says, elements }: AcknowledgedSet['segments'][number]): Cause[] {
  const fix = 'Mend it on the claim and send it again; where the claim is right, tell whoever looks after the partner connection.';
  if (elements.length === 0) return [{ code: `999 ${segment}${error === undefined ? '' : ` ${error}`}`, says, fix }];
  return elements.map((element) => ({
    code: `999 ${segment}${String(element.number).padStart(2, '0')} ${element.error}`,
    says: element.says,
    fix,
  }));
}

function ofStatus(
  loop: ClaimStatusLoop,
  { purpose, batch }: StatusHeader,
  reference: string | undefined,
  day: string,
  by: 'payer' | 'clearinghouse',
): Said[] {
  if (purpose === 'inquiry' || loop.level === 'transmission') return [];
  const date = batch.date ?? day;
  const told = {
    set: purpose === 'acknowledgment' ? '277CA' : '277',
    by,
    on: batch.time === undefined ? date : `${date}T${batch.time}`,
  } as const;
  const about = aboutOf(loop, purpose, reference);
  if (about === undefined) return [];
  const isResponse = purpose === 'response';
  const unmapped = unmappedOf(loop, (status) => verdictOf([status]) === undefined && !(isResponse && isNotFound(status))).map(
    (one): Said => ({ ...told, about, ...one }),
  );
  const verdict = isResponse && loop.statuses.every(isNotFound) ? 'not-found' : verdictOf(loop.statuses);
  if (verdict === undefined) return unmapped;
  const causes = causesByVerdict(verdict, loop);
  // What is said of a whole batch is that it came; that each of its claims was taken, each claim says itself.
  if (loop.level !== 'claim') {
    const rejected = verdict === 'rejected';
    return [{ ...told, about, verdict: rejected ? 'rejected' : 'received', causes: rejected ? causes : [], filed: false }, ...unmapped];
  }
  const number = loop.references.find(({ qualifier }) => qualifier === '1K')?.id;
  const filed = purpose === 'acknowledgment' && by === 'payer' && verdict !== 'rejected' && loop.statuses.some(isTaken);
  return [{ ...told, about, verdict, causes, ...(number !== undefined && { payerControlNumber: number }), filed }, ...unmapped];
}

/** Whom a status is about; nothing where it names neither a batch nor a claim. */
function aboutOf(loop: ClaimStatusLoop, purpose: StatusHeader['purpose'], reference: string | undefined): About | undefined {
  if (loop.level !== 'claim') {
    const npi = loop.level === 'provider' ? loop.provider?.id : undefined;
    return reference === undefined ? undefined : { level: 'batch', reference, ...(npi !== undefined && { npi }) };
  }
  const ej = loop.references.find(({ qualifier }) => qualifier === 'EJ')?.id;
  const patientControlNumber = (purpose === 'acknowledgment' ? loop.trace.number : (ej ?? loop.trace.number)).trim();
  const npi = loop.provider?.idQualifier === 'XX' ? loop.provider.id : undefined;
  // Who does not find a claim, or has nothing to say of its charge, writes nought.
  const charged = loop.statuses.find((status) => status.charged !== undefined && status.charged !== 0)?.charged;
  const member = [loop.subscriber, loop.patient].find((one) => one?.idQualifier === 'MI')?.id;
  return {
    ...{ level: 'claim', patientControlNumber },
    ...(reference !== undefined && { reference }),
    ...(npi !== undefined && { npi }),
    ...(charged !== undefined && { charged: cents(charged) }),
    ...(member !== undefined && { member }),
  };
}

/** What of a claim, or of its lines, is said in words that nobody knows; each once, though several lines say it. */
function unmappedOf({ statuses, lines }: ClaimStatusLoop, isUnknown: (status: Status) => boolean): Pick<Said, Unmapped>[] {
  const found = new Map<string, Pick<Said, Unmapped>>();
  const take = (status: Status, line?: string): void => {
    const code = [status.codes[0]?.category ?? '', status.codes[0]?.status ?? ''].join(':');
    if (isUnknown(status) && !found.has(code)) found.set(code, asUnmapped(code, status, line));
  };
  for (const status of statuses) take(status);
  for (const [i, line] of lines.entries())
    for (const status of line.statuses) take(status, line.references.find(({ qualifier }) => qualifier === 'FJ')?.id ?? `${i + 1}`);
  return [...found.values()];
}
type Unmapped = 'verdict' | 'causes' | 'unmapped' | 'filed';

/** A status whose category nobody knows says something all the same: it is kept as it was said, until a person gives it a meaning. */
function asUnmapped(code: string, { message }: Status, line: string | undefined): Pick<Said, Unmapped> {
  return {
    verdict: 'unmapped',
    causes: [{ ...unmappedCause(code), ...(line !== undefined && { line }) }],
    unmapped: { code, ...(message !== undefined && { message }) },
    filed: false,
  };
}

/** Of an answer to a question (277): the payer’s search came to nothing. In an acknowledgment the same category refuses a claim. */
const isNotFound = ({ codes }: Status): boolean => ['A4', 'D0'].includes(codes[0]?.category ?? '');
const notFound: Cause = {
  code: '277 not found',
  says: 'The payer was asked, and finds no such claim.',
  fix: 'Ask the clearinghouse whether it went on to this payer before it is sent again.',
};

const noAnswer = (category: string): Cause => ({
  code: category,
  says: 'The payer was asked, and could not answer: this says nothing of the claim.',
  fix: 'Ask again later; where it goes on, ask the clearinghouse what of the question the payer does not take.',
});

function causesByVerdict(verdict: AnswerVerdict, loop: ClaimStatusLoop): readonly Cause[] {
  if (verdict === 'rejected') return statusCauses(loop);
  if (verdict === 'not-found') return [notFound];
  return verdict === 'information' ? [noAnswer(loop.statuses[0]?.codes[0]?.category ?? '')] : [];
}

const isTaken = ({ codes }: Status): boolean => codes[0]?.category === 'A1' || codes[0]?.category === 'A2';

/** What the statuses of a claim come to: one rejection rejects it, whether by its category or by its action. */
function verdictOf(statuses: readonly Status[]): AnswerVerdict | undefined {
  const verdicts = statuses.map(({ codes, action }) => (action === 'U' ? 'rejected' : byCategory(codes[0]?.category ?? '')));
  for (const verdict of ['rejected', 'decided', 'pending', 'accepted', 'received'] as const) if (verdicts.includes(verdict)) return verdict;
  return verdicts.includes('information') ? 'information' : undefined;
}

/** The categories of claim status that are published: what waits, what asks for something, and what is decided. */
const waits = /^(?:P[0-5]|R(?:[013-9]|1[0-7]))$/;
const isDecided = /^F(?:[0-5]|3[FN])$/;
/** The answer to a question that could not be answered: the system is down, or the question was not in order. Nothing is said of the claim. */
const isNoAnswer = /^E[0-4]$/;

/** A0 is sent on, A2 taken, A5 taken and split, A1 only there; a letter alone says nothing: payers make up others that begin with it. */
function byCategory(category: string): AnswerVerdict | undefined {
  if (/^A[34678]$/.test(category)) return 'rejected';
  if (category === 'A0' || category === 'A2' || category === 'A5') return 'accepted';
  if (isDecided.test(category)) return 'decided';
  if (waits.test(category)) return 'pending';
  if (isNoAnswer.test(category)) return 'information';
  return category === 'A1' ? 'received' : undefined;
}

function statusCauses(loop: ClaimStatusLoop): Cause[] {
  const refusing = (status: Status) => status.action === 'U' || byCategory(status.codes[0]?.category ?? '') === 'rejected';
  const lines = loop.lines.flatMap((line) => {
    const number = line.references.find(({ qualifier }) => qualifier === 'FJ')?.id;
    return line.statuses.filter(refusing).flatMap(({ codes }) => codes.map((code) => statusCause(code, number ?? '')));
  });
  const ofClaim = loop.statuses.filter(refusing).flatMap(({ codes }) => codes.map((code) => statusCause(code)));
  // The claim repeats what a line says, without saying which line.
  const told = new Set(lines.map(({ code }) => code));
  return [...ofClaim.filter(({ code }) => !told.has(code)), ...lines];
}
