import type { ClaimToSend } from '../claim-to-send.ts';
import type { FormField, FormLayout, PaperForm } from './form.ts';
import { paperForm } from './paper-form.ts';
import { type PlacedText, writePdf } from './write-pdf.ts';

/** How one printer is off: everything is moved by so many points and drawn so much larger or smaller, from the paper's upper left corner. */
export interface Alignment {
  readonly right: number;
  readonly down: number;
  /** In percent. */
  readonly scale: number;
}
export const asItIs: Alignment = { right: 0, down: 0, scale: 100 };

export const [columnWidth, rowHeight] = [7.2, 12];

/** A row and column of a form on the paper, in points. */
export const onPaper = ({ paper: { left, top } }: FormLayout, row: number, column: number): { readonly x: number; readonly y: number } => ({
  x: left + (column - 1) * columnWidth,
  y: top + row * rowHeight,
});

export function aligned({ x, y, text, size = 12 }: PlacedText, { right, down, scale }: Alignment): PlacedText {
  const times = scale * 0.01;
  return { x: x * times + right, y: y * times + down, text, size: size * times };
}

/** The figures and words of a form, without the form. */
export const printForm = (form: PaperForm, alignment: Alignment = asItIs): Uint8Array<ArrayBuffer> => printForms([form], alignment);

/** The same of several, one after another in one file. */
export function printForms(forms: readonly PaperForm[], alignment: Alignment = asItIs): Uint8Array<ArrayBuffer> {
  const sheets = forms.flatMap(({ layout, pages }) => {
    const placed = ({ paper: [row, column], text }: FormField) => aligned({ ...onPaper(layout, row, column), text }, alignment);
    return pages.map((fields) => fields.map(placed));
  });
  return writePdf(sheets);
}

/** The same of a claim; nothing where the claim has no such form. */
export function printClaim(claim: ClaimToSend, alignment: Alignment = asItIs): Uint8Array<ArrayBuffer> | undefined {
  const form = paperForm(claim);
  return form && printForm(form, alignment);
}
