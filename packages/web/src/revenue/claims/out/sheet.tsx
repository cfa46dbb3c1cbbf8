import type { PaperForm } from '@claimwright/core/revenue/claims';
import { Popover } from '@mantine/core';
import { type CSSProperties, type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { Shape, type Tone } from '../../../ui/status.tsx';
import { captionRow, type DrawnBox } from './form-sheet.ts';
import { isArrow, nextBox } from './next-box.ts';

interface SheetProps {
  readonly form: PaperForm;
  readonly boxes: readonly DrawnBox[];
  readonly page: number;
  /** The box that Tab reaches; arrows move it. */
  readonly current: string | undefined;
  readonly open: string | undefined;
  readonly lit: ReadonlySet<string>;
  toneOf(key: string): Tone | undefined;
  onPoint(key: string | undefined): void;
  onOpen(key: string | undefined): void;
  editor(box: DrawnBox): ReactNode;
}

const toneWords: { readonly [tone in Tone]: string } = { stop: 'held', work: 'look at it', wait: 'remark', quiet: 'set aside', good: '' };

const placeOf = ({ x, y, wide, high }: Pick<DrawnBox, 'x' | 'y' | 'wide' | 'high'>): CSSProperties =>
  ({ '--x': x, '--y': y, '--w': wide, '--h': high }) as CSSProperties;

function Words({ drawn }: { readonly drawn: DrawnBox }): ReactElement {
  if (drawn.fields.length === 0) return <span className="sr-only"> empty</span>;
  return (
    <>
      {drawn.fields.map((field) => (
        <span className="sheet-words" key={`${field.row}/${field.column}`} style={{ '--x': field.left, '--y': field.top } as CSSProperties}>
          {field.text}{' '}
        </span>
      ))}
    </>
  );
}

/** As it stands on the form: of the lettered ones beside each other the letter alone. */
const numberOf = ({ box }: DrawnBox): string => (box.beside === true ? (/^\d+([A-Z])$/.exec(box.box)?.[1] ?? box.box) : box.box);

/** Whether its words for itself have no room on the sheet; half of them would only confuse. */
const isCut = ({ box, wide }: DrawnBox): boolean => (box.box.length + 1 + box.name.length) * 0.7 > wide;

/** Esc closes the box alone, wherever in it the hand is, and not the claim behind it. */
const onEscape =
  (close: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  };

/** One sheet of the form: its boxes with their numbers and our words for them, filled as they are printed. Arrows move, Enter opens a box. */
export function Sheet({ form, boxes, page, current, open, lit, toneOf, onPoint, onOpen, editor }: SheetProps): ReactElement {
  const sheet = useRef<HTMLDivElement>(null);
  const { layout } = form;
  const before = useRef(open);
  useEffect(() => {
    // Whoever closes a box goes on from where it is.
    if (before.current !== undefined && open === undefined)
      sheet.current?.querySelector<HTMLElement>(`[data-box="${CSS.escape(before.current)}"]`)?.focus({ preventScroll: true });
    before.current = open;
  }, [open]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!isArrow(event.key) || open !== undefined) return;
    event.preventDefault();
    const next = nextBox(boxes, current ?? '', event.key);
    if (next === undefined) return;
    onPoint(next);
    sheet.current?.querySelector<HTMLElement>(`[data-box="${CSS.escape(next)}"]`)?.focus();
  };
  const captions = layout.boxes.filter(({ perLine }) => perLine === true);
  return (
    <div
      className="sheet"
      role="group"
      aria-label={`${layout.name}, sheet ${page + 1} of ${form.pages.length}`}
      style={{ '--columns': layout.columns, '--rows': layout.rows } as CSSProperties}
      ref={sheet}
      onKeyDown={onKeyDown}
    >
      {captions
        .filter(({ row }) => row === layout.lines.first)
        .map((box) => (
          <span
            key={box.box}
            className="sheet-caption sheet-column"
            aria-hidden="true"
            style={placeOf({ x: box.column - 1, y: captionRow(layout) - 2, wide: box.wide, high: 2 })}
          >
            <b>{box.box}</b> {box.name}
          </span>
        ))}
      <span
        className="sheet-lines"
        style={placeOf({ x: 0, y: captionRow(layout), wide: layout.columns, high: layout.lines.most * layout.lines.step })}
      />
      {boxes.map((drawn) => {
        const tone = toneOf(drawn.key);
        const button = (
          <button
            type="button"
            className="sheet-box"
            style={placeOf(drawn)}
            data-box={drawn.key}
            data-tone={tone}
            data-lit={lit.has(drawn.key) || undefined}
            data-line={drawn.caption ? undefined : true}
            aria-expanded={open === drawn.key}
            tabIndex={drawn.key === (current ?? boxes[0]?.key) ? 0 : -1}
            onMouseEnter={() => onPoint(drawn.key)}
            onFocus={() => onPoint(drawn.key)}
            onClick={() => onOpen(open === drawn.key ? undefined : drawn.key)}
          >
            <span className="sheet-caption" data-of-line={drawn.caption ? undefined : true} data-beside={drawn.box.beside}>
              <span className="sr-only">Box </span>
              {/\d/.test(drawn.box.box) ? <b>{numberOf(drawn)}</b> : null}{' '}
              <span className="sheet-name" data-cut={isCut(drawn) || undefined}>
                {drawn.box.name}
              </span>
              {drawn.line === undefined ? null : (
                <span className="sheet-narrow" aria-hidden="true">
                  {' '}
                  line {drawn.line + 1}
                </span>
              )}
            </span>
            {drawn.line === undefined ? null : <span className="sr-only"> line {drawn.line + 1} </span>}
            <Words drawn={drawn} />
            {tone === undefined ? null : <span className="sr-only"> {toneWords[tone]}</span>}
            {tone === undefined ? null : <Shape tone={tone} />}
          </button>
        );
        if (open !== drawn.key)
          return (
            <span key={drawn.key} className="contents">
              {button}
            </span>
          );
        return (
          <Popover
            key={drawn.key}
            {...{ opened: true, trapFocus: true, withinPortal: true, closeOnEscape: false, shadow: 'md', width: 300 }}
            onDismiss={() => onOpen(undefined)}
          >
            <Popover.Target>{button}</Popover.Target>
            <Popover.Dropdown onKeyDownCapture={onEscape(() => onOpen(undefined))}>{editor(drawn)}</Popover.Dropdown>
          </Popover>
        );
      })}
    </div>
  );
}
