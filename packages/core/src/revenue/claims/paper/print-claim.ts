import type { ClaimToSend } from '../claim-to-send.ts';
import { cms1500, type FormField } from './cms-1500.ts';
import { writePdf } from './write-pdf.ts';

/** Where the first row and column of a form stand on the paper, in points: printers and forms differ. */
export interface Alignment {
  readonly left: number;
  readonly top: number;
}
const usual: Alignment = { left: 22, top: 18 };

const [columnWidth, rowHeight] = [7.2, 12];

/** The figures and words of a claim for the practice's own CMS-1500 forms, without the form; nothing where the claim has no such form. */
export function printClaim(claim: ClaimToSend, { left, top }: Alignment = usual): Uint8Array | undefined {
  const forms = cms1500(claim);
  if (forms.length === 0) return undefined;
  const placed = ({ row, column, text }: FormField) => ({ x: left + (column - 1) * columnWidth, y: top + row * rowHeight, text });
  return writePdf(forms.map((fields) => fields.map(placed)));
}
