import type { FormBox, FormField, FormLayout, PaperForm } from '@claimwright/core/revenue/claims';
import type { Standing } from './next-box.ts';

/** A box as it is drawn, in rows and columns from 0; of a service line, once for each. */
export interface DrawnBox extends Standing {
  readonly box: FormBox;
  readonly line?: number;
  readonly fields: readonly (FormField & { readonly left: number; readonly top: number })[];
  /** Boxes of lines have one caption for all, above them. */
  readonly caption: boolean;
}

export const keyOf = (box: string, line?: number): string => (line === undefined ? box : `${box}/${line}`);

/** The row of captions above the service lines. */
export const captionRow = ({ boxes, lines }: FormLayout): number =>
  Math.min(lines.first, ...boxes.filter(({ perLine }) => perLine === true).map(({ row }) => row)) - 1;

type Frame = Pick<Standing, 'x' | 'y' | 'wide' | 'high'>;

/** How many columns of a number that stands before its box. */
const before = 3;

/** A box with its caption above, or before it. */
const frameOf = ({ row, column, wide, high = 1, beside }: FormBox): Frame =>
  beside === true
    ? { x: Math.max(column - 1 - before, 0), y: row - 1, wide: wide + Math.min(before, column - 1), high }
    : { x: column - 1, y: row - 2, wide, high: high + 1 };

/** Boxes meet each other as on the form: what little lies between two belongs to one of them. */
function grown(frame: Frame, all: readonly Frame[], columns: number): Frame {
  const { x, y, wide, high } = frame;
  const beside = all.filter((other) => other !== frame && other.y < y + high && y < other.y + other.high);
  const left = Math.max(0, ...beside.filter((other) => other.x < x).map((other) => other.x + other.wide));
  const right = Math.min(columns, ...beside.filter((other) => other.x > x).map((other) => other.x));
  const from = x - left <= 8 && x > left ? left : x;
  const to = right - (x + wide) <= 5 && right > x + wide ? right : x + wide;
  return { ...frame, x: from, wide: to - from };
}

/** The boxes of one sheet, from above and from the left, each with what stands in it. */
export function drawnBoxes({ layout, pages }: PaperForm, page: number): DrawnBox[] {
  const fields = pages[page] ?? [];
  const first = page * layout.lines.most;
  const shown = [...new Set(fields.flatMap(({ line }) => (line === undefined ? [] : [line])))].toSorted((a, b) => a - b);
  const single = layout.boxes.filter(({ perLine }) => perLine !== true);
  const frames = new Map(single.map((box) => [box.box, frameOf(box)]));
  const all = [...frames.values()];
  // Each grows beside those that have grown already, so that no two take the same.
  for (const box of single) {
    const own = frames.get(box.box);
    if (own === undefined) continue;
    const wider = grown(own, all, layout.columns);
    all.splice(all.indexOf(own), 1, wider);
    frames.set(box.box, wider);
  }
  const drawn = single.map((box): DrawnBox => {
    const at = frames.get(box.box) ?? frameOf(box);
    const own = fields.filter((field) => field.box === box.box);
    return { ...at, key: keyOf(box.box), box, caption: true, fields: placed(own, at) };
  });
  const ofLines = layout.boxes
    .filter(({ perLine }) => perLine === true)
    .flatMap((box) =>
      shown.map((line): DrawnBox => {
        const own = fields.filter((field) => field.box === box.box && field.line === line);
        const y = box.row - 1 + (line - first) * layout.lines.step;
        const at = { x: box.column - 1, y, wide: box.wide, high: box.high ?? 1 };
        return { ...at, key: keyOf(box.box, line), box, line, caption: false, fields: placed(own, at) };
      }),
    );
  return [...drawn, ...ofLines].toSorted((a, b) => a.y - b.y || a.x - b.x);
}

const placed = (fields: readonly FormField[], { x, y }: { readonly x: number; readonly y: number }) =>
  fields.map((field) => ({ ...field, left: field.column - 1 - x, top: field.row - 1 - y }));
