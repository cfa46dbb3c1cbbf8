import { createReader, type EligibilityHeader, type EligibilityResponseLoop } from '@claimwright/x12';
import { type Finding, type PlainDate, plainDate } from '../../ground/base/index.ts';
import { benefitsAnswered } from './benefits-answered.ts';
import type { Insured, LearnedCoverage } from './coverage.ts';

export interface EligibilityReading {
  push(chunk: Uint8Array): void;
  end(): { readonly readable: boolean; readonly learned: readonly LearnedCoverage[]; readonly findings: readonly Finding[] };
}

/** Reads what payers answered (271). `today` where the file does not say when. What was not answered is a finding. */
export function createEligibilityReader(today: PlainDate): EligibilityReading {
  const learned: LearnedCoverage[] = [];
  const findings: Finding[] = [];
  let header: EligibilityHeader | undefined;
  const reader = createReader({
    eligibilityHeader: (one) => {
      header = one;
    },
    eligibilityResponse: (one) => {
      const told = coverageOf(one, plainDate(header?.batch.date ?? '') ?? today);
      if ('severity' in told) findings.push(told);
      else learned.push(told);
    },
    finding: (finding) => findings.push(finding),
  });
  return {
    push: (chunk) => reader.push(chunk),
    end: () => ({ readable: reader.end().readable, learned, findings }),
  };
}

/** EB01: 1 to 5 say that there is coverage, 6 to 8 that there is none. */
const covered = /^[1-5]$/;
const notCovered = /^[678]$/;

function coverageOf(loop: EligibilityResponseLoop, checkedOn: PlainDate): LearnedCoverage | Finding {
  const { source, subscriber, dependent, benefits } = loop;
  const person = dependent ?? subscriber;
  const refused = [...(source?.rejections ?? []), ...(subscriber?.rejections ?? []), ...(dependent?.rejections ?? [])];
  if (refused.length > 0 || person?.name === undefined || source?.id === undefined) return unanswered(loop.index, refused[0]?.reason);
  const said = benefits.map(({ information }) => information);
  const active = said.some((one) => covered.test(one));
  if (!active && !said.some((one) => notCovered.test(one))) return unanswered(loop.index, undefined);
  const primary = benefits.flatMap(({ parties }) => parties).find(({ entity }) => entity === 'PRP');
  const memberId = subscriber?.id;
  return {
    at: `answer ${loop.index + 1}`,
    who: whoOf(person, memberId),
    entry: {
      ...{ payerId: source.id, active, checkedOn, ...periodOf(loop) },
      ...(memberId === undefined ? {} : { memberId }),
      ...(primary?.id === undefined ? {} : { primaryPayerId: primary.id }),
      ...benefitsAnswered(benefits),
    },
  };
}

function whoOf(person: NonNullable<EligibilityResponseLoop['subscriber']>, memberId: string | undefined): Insured {
  const birthDate = plainDate(person.birthDate ?? '');
  return {
    ...{ last: person.name ?? '', first: person.first ?? '' },
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(person.sex === undefined ? {} : { sex: person.sex }),
    ...(memberId === undefined ? {} : { memberId }),
  };
}

/** Plan, eligibility and benefit begin (346, 356, 348) and end (347, 357, 349), or one of the three as a period (291, 307, 292). */
function periodOf({ dates, benefits }: EligibilityResponseLoop): { from?: PlainDate; to?: PlainDate } {
  const all = [
    ...dates,
    ...benefits.filter(({ information }) => covered.test(information) || notCovered.test(information)).flatMap((one) => one.dates),
  ];
  const first = (...qualifiers: readonly string[]) => qualifiers.flatMap((one) => all.find(({ qualifier }) => qualifier === one) ?? [])[0];
  const period = first('291', '307', '292');
  const from = plainDate(first('346', '356', '348')?.date ?? period?.date ?? '');
  const to = plainDate(first('347', '357', '349')?.date ?? period?.to ?? '');
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

const unanswered = (index: number, reason: string | undefined): Finding => ({
  ...{ code: 'eligibility.unanswered', severity: 'warning', at: `answer ${index + 1}` },
  says: reason === undefined ? 'This answer does not say whether there is coverage.' : `The payer did not answer (AAA reason ${reason}).`,
  because: 'Nothing is kept of an answer that says neither yes nor no.',
  fix: 'Compare name, birth date and member number with the card, and ask again.',
});
