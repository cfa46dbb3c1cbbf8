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

/** The boxes of one sheet, from above and from the left, each with what stands in it. */
export function drawnBoxes({ layout, pages }: PaperForm, page: number): DrawnBox[] {
  const fields = pages[page] ?? [];
  const first = page * layout.lines.most;
  const shown = [...new Set(fields.flatMap(({ line }) => (line === undefined ? [] : [line])))].toSorted((a, b) => a - b);
  return layout.boxes
    .flatMap((box): DrawnBox[] => {
      const { row, column, wide, high = 1 } = box;
      if (box.perLine !== true) {
        const own = fields.filter((field) => field.box === box.box);
        const at = { x: column - 1, y: row - 2, wide, high: high + 1 };
        return [{ ...at, key: keyOf(box.box), box, caption: true, fields: placed(own, at) }];
      }
      return shown.map((line) => {
        const own = fields.filter((field) => field.box === box.box && field.line === line);
        const at = { x: column - 1, y: row - 1 + (line - first) * layout.lines.step, wide, high };
        return { ...at, key: keyOf(box.box, line), box, line, caption: false, fields: placed(own, at) };
      });
    })
    .toSorted((a, b) => a.y - b.y || a.x - b.x);
}

const placed = (fields: readonly FormField[], { x, y }: { readonly x: number; readonly y: number }) =>
  fields.map((field) => ({ ...field, left: field.column - 1 - x, top: field.row - 1 - y }));
