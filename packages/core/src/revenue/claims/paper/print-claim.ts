import type { ClaimToSend } from '../claim-to-send.ts';
import type { FormField } from './form.ts';
import { paperForm } from './paper-form.ts';
import { writePdf } from './write-pdf.ts';

/** Where the first row and column of a form stand on the paper, in points: printers and forms differ. */
export interface Alignment {
  readonly left: number;
  readonly top: number;
}

const [columnWidth, rowHeight] = [7.2, 12];
const usual: Alignment = { left: 22, top: 18 };
/** UB-04 is as wide as the paper is printed on. */
const wide: Alignment = { left: 11, top: -6 };

/** The figures and words of a claim for the practice's own forms, without the form; nothing where the claim has no such form. */
export function printClaim(claim: ClaimToSend, alignment: Partial<Alignment> = {}): Uint8Array | undefined {
  const form = paperForm(claim);
  if (form === undefined) return undefined;
  const { left, top } = { ...(form.layout.name === 'UB-04' ? wide : usual), ...alignment };
  const placed = ({ row, column, text }: FormField) => ({ x: left + (column - 1) * columnWidth, y: top + row * rowHeight, text });
  return writePdf(form.pages.map((fields) => fields.map(placed)));
}
