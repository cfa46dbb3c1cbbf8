import { type IdentifierClass, identifierClasses } from '@claimwright/core/ground/governance/deid';
import type { LabelledNote } from './corpus.ts';

export interface Found {
  readonly from: number;
  readonly to: number;
  readonly class?: IdentifierClass;
}

interface Tally {
  labelled: number;
  found: number;
  said: number;
  right: number;
}

export interface Score {
  readonly classes: ReadonlyMap<IdentifierClass, Tally>;
  readonly all: Tally;
  readonly terms: number;
  readonly termsKept: number;
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
  readonly lost: readonly string[];
}

const nothing = (): Tally => ({ labelled: 0, found: 0, said: 0, right: 0 });
const tells = /[\p{L}\p{N}]/u;

/**
 * A labelled identifier is found when each of its letters and digits is covered, by whatever class: half a name is a leak. What was marked is
 * right when it touches a label. A clinical word is kept when nothing touches it.
 */
export function score(notes: readonly LabelledNote[], find: (text: string) => readonly Found[]): Score {
  const classes = new Map(identifierClasses.map((one) => [one, nothing()]));
  const all = nothing();
  const missed: string[] = [];
  const wrong: string[] = [];
  const lost: string[] = [];
  let terms = 0;
  let termsKept = 0;
  for (const { title, text, labels, kept } of notes) {
    const spans = find(text);
    const covered = new Uint8Array(text.length);
    for (const { from, to } of spans) covered.fill(1, from, to);
    const whole = (from: number, to: number) => {
      for (let i = from; i < to; i++) if (!covered[i] && tells.test(text[i] ?? '')) return false;
      return true;
    };
    const shown = (from: number, to: number) =>
      `${title}: ${text.slice(Math.max(0, from - 30), from)}⟦${text.slice(from, to)}⟧${text.slice(to, to + 20)}`.replaceAll('\n', '⏎');
    for (const { from, to, class: as } of labels) {
      const found = whole(from, to);
      for (const tally of [all, classes.get(as)]) {
        if (!tally) continue;
        tally.labelled++;
        if (found) tally.found++;
      }
      if (!found) missed.push(`${as} ${shown(from, to)}`);
    }
    for (const span of spans) {
      const right = labels.some(({ from, to }) => span.from < to && span.to > from);
      for (const tally of [all, span.class && classes.get(span.class)]) {
        if (!tally) continue;
        tally.said++;
        if (right) tally.right++;
      }
      if (!right) wrong.push(`${span.class ?? ''} ${shown(span.from, span.to)}`);
    }
    for (const { from, to } of kept) {
      terms++;
      if (spans.every((span) => span.from >= to || span.to <= from)) termsKept++;
      else lost.push(shown(from, to));
    }
  }
  return { classes, all, terms, termsKept, missed, wrong, lost };
}

export const recall = ({ labelled, found }: Tally): number => (labelled === 0 ? 1 : found / labelled);
export const precision = ({ said, right }: Tally): number => (said === 0 ? 1 : right / said);
