import { useMediaQuery } from '@mantine/hooks';
import type { CSSProperties, ReactElement, ReactNode } from 'react';
import { Splitter } from '../ui/split.tsx';
import { useCommands } from './commands.tsx';
import { EvidencePane, useFigure } from './evidence.tsx';
import { useEvidenceShown, usePaneSize } from './preferences.ts';

interface PanesProps {
  /** Names the widths that are kept. */
  readonly name: string;
  readonly list: ReactNode;
  readonly listLabel: string;
  /** Absent: the list has the whole width. */
  readonly thing?: ReactNode;
  readonly thingLabel: string;
  readonly listWidth?: number;
  onBack(): void;
  readonly withoutEvidence?: boolean;
  /** What the back button says: `All remits`. */
  readonly backLabel: string;
}

const fold = { three: '(min-width: 1240px)', two: '(min-width: 860px)' };

/** Whether there is room for the list beside the thing. */
export const useRoom = (): boolean => useMediaQuery(fold.three, true, { getInitialValueInEffect: false });

/** List · thing · evidence. Wide: side by side, each keeping its width. Narrow: one at a time, the evidence from below. */
export function Panes(props: PanesProps): ReactElement {
  const three = useRoom();
  const two = useMediaQuery(fold.two, true, { getInitialValueInEffect: false });
  const [listWidth, setListWidth] = usePaneSize(`${props.name}.list`, props.listWidth ?? 300);
  const [evidenceWidth, setEvidenceWidth] = usePaneSize(`${props.name}.evidence`, 320);
  const [wanted, setWanted] = useEvidenceShown();
  const { pinned, unpin } = useFigure();
  const open = props.thing !== undefined && props.thing !== null;
  const evidence = !props.withoutEvidence && open && (two ? wanted : pinned);
  const list = three || !open;
  useCommands([
    ...(props.withoutEvidence
      ? []
      : [
          {
            id: 'evidence',
            label: wanted ? 'Hide the evidence' : 'Show the evidence',
            group: 'View',
            keys: 'v',
            run: () => setWanted(!wanted),
          },
        ]),
    ...(open
      ? [{ id: 'back', label: props.backLabel, group: 'Move', keys: 'Escape', run: () => (pinned && !two ? unpin() : props.onBack()) }]
      : []),
  ]);
  const tracks: CSSProperties = two
    ? {
        gridTemplateColumns: [
          list ? (open ? `${listWidth}px 7px` : '1fr') : '',
          open ? 'minmax(0, 1fr)' : '',
          evidence ? `7px ${evidenceWidth}px` : '',
        ].join(' '),
      }
    : {};
  return (
    <div className="panes" style={tracks} data-narrow={!two || undefined}>
      {list ? (
        <section className="pane" aria-label={props.listLabel}>
          {props.list}
        </section>
      ) : null}
      {open && list && two ? <Splitter label="Width of the list" size={listWidth} least={220} most={640} onSize={setListWidth} /> : null}
      {open ? (
        <section className="pane pane-thing" aria-label={props.thingLabel}>
          {list ? null : (
            <button type="button" className="back" onClick={props.onBack}>
              <span aria-hidden="true">← </span>
              {props.backLabel}
            </button>
          )}
          {props.thing}
        </section>
      ) : null}
      {evidence && two ? (
        <Splitter label="Width of the evidence" size={evidenceWidth} least={220} most={640} after onSize={setEvidenceWidth} />
      ) : null}
      {evidence ? (
        <div className={two ? 'pane' : 'pane pane-below'}>
          {two ? null : (
            <button type="button" className="back" onClick={unpin}>
              Close the evidence
            </button>
          )}
          <EvidencePane />
        </div>
      ) : null}
    </div>
  );
}
