import { boxesOfFinding, type ClaimToSend, type PaperForm } from '@claimwright/core/revenue/claims';
import type { FindingsView } from '@claimwright/server/api';
import { type Kind, tellsOf } from '../../../app/telling/facts.ts';
import type { Tone } from '../../../ui/status.tsx';
import { keyOf } from './form-sheet.ts';

/** What is found at a box: by the edits, or because it has no room on paper. */
export interface BoxFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly at: string;
  readonly says: string;
  readonly because?: string;
  readonly fix?: string;
  /** Somebody set it aside. */
  readonly aside: boolean;
  /** What a person may know that takes it away. */
  readonly tell?: Kind;
  /** The keys of the boxes at which it stands. */
  readonly boxes: readonly string[];
}

const tones = { error: 'stop', warning: 'work', info: 'wait' } as const;
export const findingTones = ({ severity, aside }: Pick<BoxFinding, 'severity' | 'aside'>): Tone => (aside ? 'quiet' : tones[severity]);

const order = { error: 0, warning: 1, info: 2 } as const;

/** Everything that is found, the gravest first, with the boxes where it stands. */
export function foundAt(claim: ClaimToSend, form: PaperForm, found: FindingsView | undefined): BoxFinding[] {
  const boxes = (finding: Parameters<typeof boxesOfFinding>[2]) =>
    boxesOfFinding(claim, form.layout, finding).map(({ box, line }) => keyOf(box, line));
  const edits = (found?.findings ?? []).map((finding): BoxFinding => {
    const { code, severity, at, says, because, fix } = finding;
    const tell = tellsOf(finding);
    return {
      ...{ code, severity, at, says, aside: finding.aside !== undefined, boxes: boxes(finding) },
      ...(tell === undefined ? {} : { tell }),
      ...(because === undefined ? {} : { because }),
      ...(fix === undefined ? {} : { fix }),
    };
  });
  const paper = form.findings.map(
    ({ code, severity, at, says, because, fix }): BoxFinding => ({
      ...{ code, severity, at, says, aside: false, boxes: boxes({ at }) },
      ...(because === undefined ? {} : { because }),
      ...(fix === undefined ? {} : { fix }),
    }),
  );
  return [...edits, ...paper].toSorted((a, b) => Number(a.aside) - Number(b.aside) || order[a.severity] - order[b.severity]);
}

/** The gravest of what is found at a box. */
export function toneAt(findings: readonly BoxFinding[], key: string): Tone | undefined {
  const [first] = findings.filter(({ boxes }) => boxes.includes(key));
  return first === undefined ? undefined : findingTones(first);
}
