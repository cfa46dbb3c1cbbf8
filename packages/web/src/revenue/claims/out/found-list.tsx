import { type ReactElement, useState } from 'react';
import type { Kind } from '../../../app/telling/facts.ts';
import { tellWords } from '../../../app/telling/tell-dialog.tsx';
import { Shape } from '../../../ui/status.tsx';
import { type BoxFinding, findingTones } from './found.ts';

const few = 5;

/** `24D, line 2`: a box as people say it. */
export const boxWords = (key: string): string => {
  const [box = '', line] = key.split('/');
  return line === undefined ? box : `${box}, line ${Number(line) + 1}`;
};

interface Group {
  readonly first: BoxFinding;
  readonly boxes: readonly string[];
}

/** The same found at several boxes is said once. */
function grouped(findings: readonly BoxFinding[]): Group[] {
  const groups = new Map<string, BoxFinding[]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.aside} ${finding.says}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ first, boxes: [...new Set(same.flatMap(({ boxes }) => boxes))] }];
  });
}

const TellButton = ({ kind, onTell }: { readonly kind: Kind; onTell(kind: Kind): void }): ReactElement => (
  <button type="button" className="source-link small" onClick={() => onTell(kind)}>
    {tellWords[kind].verb}
  </button>
);

interface FoundListProps {
  readonly findings: readonly BoxFinding[];
  onGo(key: string): void;
  /** Absent where nothing is changed any more. */
  readonly onTell?: ((kind: Kind) => void) | undefined;
}

/** What is found of a claim, the gravest first, each leading to its boxes, or to what somebody may know that takes it away. */
export function FoundList({ findings, onGo, onTell }: FoundListProps): ReactElement {
  const [all, setAll] = useState(false);
  const groups = grouped(findings);
  const besides = onTell ? (
    <p className="small dim">
      What else is known: <TellButton kind="coverage" onTell={onTell} /> <TellButton kind="authorization" onTell={onTell} />{' '}
      <TellButton kind="note" onTell={onTell} />
    </p>
  ) : null;
  if (groups.length === 0)
    return (
      <>
        <p className="small dim">Nothing holds it.</p>
        {besides}
      </>
    );
  return (
    <>
      <ul className="found-list" aria-label="What is found of it">
        {groups.slice(0, all ? undefined : few).map(({ first, boxes }) => (
          <li key={`${first.code} ${first.at} ${first.says}`}>
            <Shape tone={findingTones(first)} /> {first.says}{' '}
            {boxes.slice(0, all ? undefined : few).map((key) => (
              <span key={key}>
                <button type="button" className="source-link small" onClick={() => onGo(key)}>
                  Box {boxWords(key)}
                </button>{' '}
              </span>
            ))}
            {!all && boxes.length > few ? <span className="dim small">and {boxes.length - few} more</span> : null}
            {first.tell !== undefined && !first.aside && onTell ? <TellButton kind={first.tell} onTell={onTell} /> : null}
            {first.aside ? <span className="dim small"> set aside</span> : null}
          </li>
        ))}
        {groups.length > few ? (
          <li>
            <button type="button" className="source-link small" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? 'Fewer' : `All ${groups.length}`}
            </button>
          </li>
        ) : null}
      </ul>
      {besides}
    </>
  );
}
