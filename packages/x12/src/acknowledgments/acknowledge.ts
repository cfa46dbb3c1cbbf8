import { pack } from '../engine/compile.ts';
import type { SegmentTap } from '../engine/reader.ts';
import type { Segment } from '../engine/segment.ts';
import { segmentName } from '../engine/segment.ts';
import type { EnvelopeToWrite } from '../engine/segment-writer.ts';
import type { StatusToWrite } from '../status/write-status.ts';
import type { Envelope, PlainDate, X12Finding } from '../types.ts';
import { type CheckOptions, createCheckingReader } from '../views/check.ts';
import { type Answerer, ClaimAnswers } from './answer-claims.ts';
import { fit, GROUP_ERRORS, noteOf, versionOf } from './errors.ts';
import { SetAnswer } from './set-answer.ts';
import type { AcknowledgmentToWrite, InterchangeAcknowledgmentToWrite } from './write-acknowledgment.ts';

/** Whoever answers says what only it knows: its clock, its control numbers, and who it is. */
export interface AcknowledgeOptions extends CheckOptions {
  readonly date: PlainDate;
  /** HH:MM. */
  readonly time: string;
  /** ISA13 of the first answer, nine digits; every further interchange of answers takes the next number. */
  readonly interchangeControl: string;
  /** Who answers claims, for the 277CA; the receiver (1000B) of the claims unless said. */
  readonly as?: Answerer;
}

/** The answers to one file, ready to be written. */
export interface Acknowledged {
  readonly readable: boolean;
  /** For each interchange a TA1, in an envelope to its own sender. */
  readonly interchanges: readonly InterchangeAcknowledgmentToWrite[];
  /** For each group of an interchange that the TA1 does not reject a 999 (of 4010 a 997), in the envelope of that TA1: those of one envelope belong together. */
  readonly acknowledgments: readonly AcknowledgmentToWrite[];
  /** For each set of claims that TA1 and 999 accept a 277CA, to the sender of those claims, in an envelope of its own number. */
  readonly claims: readonly StatusToWrite[];
  /** The first ten thousand; all count. */
  readonly findings: readonly X12Finding[];
}

/** More findings are kept by nobody: a file of a million faults would fill the memory. */
const MOST_FINDINGS = 10_000;

const ISA = pack('ISA');
const GS = pack('GS');
const GE = pack('GE');
const IEA = pack('IEA');
const ST = pack('ST');
const SE = pack('SE');

interface Group {
  readonly kind: string;
  readonly control: string;
  readonly version: string;
  readonly sets: SetAnswer[];
  included: number | undefined;
  readonly errors: string[];
  /** Which of the sets of claims came in it. */
  readonly batches: number[];
}
interface Interchange {
  readonly control: string;
  readonly date: PlainDate | undefined;
  readonly time: string;
  /** ISA12. */
  readonly version: string;
  readonly envelope: Envelope | undefined;
  readonly groups: Group[];
  note: string | undefined;
  refused: boolean;
}

/**
 * Reads a file and answers it: what a receiver owes the sender of claims, questions or anything else. A 999 a group, a TA1 an
 * interchange, and for claims a 277CA. Codes are those of the 5010 guides X231 and X214; a group of 4010 gets the 997 of its time.
 * @param options the clock, the control numbers and who answers; companion guides and code lists as for `createChecker`
 * @returns `push` takes chunks of any size; `end` gives the answers, to be written by `writeAcknowledgments`, `writeInterchangeAcknowledgment` and `writeStatus`
 */
export function createAcknowledger(options: AcknowledgeOptions): { push(chunk: Uint8Array): void; end(): Acknowledged } {
  const state = new Answers(options);
  const reader = createCheckingReader(state.handlers(), options, { segments: state.tap });
  return {
    push: (chunk) => reader.push(chunk),
    end: () => {
      const { readable } = reader.end();
      return state.told(readable);
    },
  };
}

class Answers {
  private readonly options: AcknowledgeOptions;
  private readonly findings: X12Finding[] = [];
  private readonly interchanges: Interchange[] = [];
  private readonly claims: ClaimAnswers;
  private envelope: Envelope | undefined;
  private set: SetAnswer | undefined;
  private early: { readonly note: string; readonly refused: boolean } | undefined;

  constructor(options: AcknowledgeOptions) {
    this.options = options;
    this.claims = new ClaimAnswers(options);
  }

  handlers(): Parameters<typeof createCheckingReader>[0] {
    return {
      interchange: (envelope) => {
        this.envelope = envelope;
        // One without an ISA has no segment that begins it.
        if (envelope.interchangeControl === '') this.openInterchange(undefined);
      },
      setStart: ({ set, version, control }) => {
        this.set = new SetAnswer(set, control, version);
        this.group.sets.push(this.set);
      },
      claimsHeader: (header) => this.claims.begin(header),
      claim: (claim) => this.claims.add(claim),
      setEnd: () => {
        const { set } = this;
        this.set = undefined;
        const batch = this.claims.end(set?.accepted === true);
        if (batch !== undefined) this.group.batches.push(batch);
        set?.end();
      },
      finding: (finding) => this.note(finding),
    };
  }

  readonly tap: SegmentTap = (segment, use) => {
    const { id } = segment;
    if (id === ISA) this.openInterchange(segment);
    else if (id === GS) this.openGroup(segment.text(1), segment.text(6), segment.text(8));
    else if (id === GE) this.group.included = countOf(segment.text(1));
    else if (id !== IEA && id !== ST && id !== SE && this.set === undefined) return;
    this.set?.take(segmentName(segment), segment, use);
  };

  private get interchange(): Interchange {
    return this.interchanges.at(-1) ?? this.openInterchange(undefined);
  }

  private get group(): Group {
    return this.interchange.groups.at(-1) ?? this.openGroup('', '', '');
  }

  private openInterchange(isa: Segment | undefined): Interchange {
    const time = isa?.text(10) ?? '';
    const interchange: Interchange = {
      control: isa?.text(13) ?? '',
      date: this.envelope?.interchangeDate,
      time: /^\d{4}$/.test(time) ? `${time.slice(0, 2)}:${time.slice(2)}` : '00:00',
      version: isa?.text(12) ?? '',
      envelope: this.envelope,
      groups: [],
      note: this.early?.note,
      refused: this.early?.refused === true,
    };
    this.early = undefined;
    this.interchanges.push(interchange);
    return interchange;
  }

  private openGroup(kind: string, control: string, version: string): Group {
    const group: Group = { kind, control, version, sets: [], included: undefined, errors: [], batches: [] };
    this.interchange.groups.push(group);
    return group;
  }

  private note(finding: X12Finding): void {
    if (this.findings.length < MOST_FINDINGS) this.findings.push(finding);
    const note = noteOf(finding);
    if (note !== undefined && finding.severity !== 'info') {
      const refused = finding.severity === 'error';
      // What is wrong with an ISA is told before the ISA itself is heard.
      if (finding.at.startsWith('ISA')) this.early ??= { note, refused };
      else {
        this.interchange.note ??= note;
        if (refused) this.interchange.refused = true;
      }
    }
    const ofGroup = GROUP_ERRORS[finding.code];
    if (ofGroup !== undefined && !this.group.errors.includes(ofGroup)) this.group.errors.push(ofGroup);
    this.set?.note(finding);
    this.claims.note(finding);
  }

  told(readable: boolean): Acknowledged {
    const answered = this.interchanges.filter(({ control, groups }) => control !== '' || groups.length > 0);
    let sets = 0;
    return {
      readable,
      interchanges: answered.map((interchange, i) => this.answerInterchange(interchange, this.envelopeFor(interchange, i))),
      acknowledgments: answered.flatMap((interchange, i) =>
        interchange.refused
          ? []
          : interchange.groups
              .filter(isAnswered)
              .map((group) => this.answerGroup(group, this.envelopeFor(interchange, i), String(++sets).padStart(4, '0'))),
      ),
      claims: this.answerClaims(answered),
      findings: this.findings,
    };
  }

  /** What is rejected with its interchange or group is not answered claim by claim. */
  private answerClaims(answered: readonly Interchange[]): readonly StatusToWrite[] {
    const taken = answered
      .filter(({ refused }) => !refused)
      .flatMap((interchange) =>
        interchange.groups.filter(isTaken).flatMap(({ batches }) => batches.map((batch) => ({ interchange, batch }))),
      );
    return taken.map(({ interchange, batch }, i) => this.claims.told(batch, this.envelopeFor(interchange, answered.length + i)));
  }

  /** To whoever sent that interchange, under the number that comes `after` the first. */
  private envelopeFor(interchange: Interchange, after: number): EnvelopeToWrite {
    const number = ((Number(this.options.interchangeControl) + after - 1) % LARGEST_CONTROL) + 1;
    const { sender = '', receiver = '', test = false } = interchange.envelope ?? {};
    return {
      interchangeControl: String(number).padStart(9, '0'),
      groupControl: String(number),
      sender: fit(receiver, 15, 'RECEIVER'),
      receiver: fit(sender, 15, 'SENDER'),
      interchangeDate: this.options.date,
      test,
    };
  }

  private answerInterchange(interchange: Interchange, envelope: EnvelopeToWrite): InterchangeAcknowledgmentToWrite {
    const { note = '000', refused, control, date, time, version } = interchange;
    return {
      envelope,
      ...(version === '00401' || version === '00400' ? { interchangeVersion: '00401' as const } : {}),
      answeredAt: this.options.time,
      control: fit(control, 9, '0').padStart(9, '0'),
      date: date ?? this.options.date,
      time,
      code: note === '000' ? 'A' : refused ? 'R' : 'E',
      note,
    };
  }

  private answerGroup(group: Group, envelope: EnvelopeToWrite, control: string): AcknowledgmentToWrite {
    const { kind, version, sets, errors } = group;
    const accepted = sets.filter((set) => set.accepted).length;
    const remarks = sets.some((set) => set.code === 'E');
    const refused = errors.length > 0 || (accepted === 0 && sets.length > 0);
    const code = refused ? 'R' : accepted < sets.length ? 'P' : remarks ? 'E' : 'A';
    return {
      envelope,
      time: this.options.time,
      control,
      group: { kind: /^[A-Z]{2}$/.test(kind) ? kind : 'HC', control: fit(group.control, 9, '1'), ...versionOf(version, 12) },
      // A set of a rejected group is rejected with it: a sender that looks at its sets alone must not take them for accepted.
      sets: sets.map((set) => set.told(errors.length > 0)),
      outcome: {
        code,
        included: group.included ?? sets.length,
        received: sets.length,
        accepted: refused ? 0 : accepted,
        errors: [...new Set(errors)],
      },
    };
  }
}

const LARGEST_CONTROL = 999_999_999;

/** Whether nothing is wrong with the group itself; its sets may still be rejected each. */
const isTaken = ({ errors }: Group): boolean => errors.length === 0;

/** Nobody acknowledges an acknowledgment. */
const isAnswered = ({ kind }: Group): boolean => kind !== 'FA';

const countOf = (text: string): number | undefined => (/^\d{1,6}$/.test(text) ? Number(text) : undefined);
