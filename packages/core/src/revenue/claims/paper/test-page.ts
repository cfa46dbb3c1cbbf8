import { ada2024Layout } from './ada-2024.ts';
import { cms1500Layout } from './cms-1500.ts';
import type { FormBox, FormLayout, FormName, PaperPlace } from './form.ts';
import { type Alignment, aligned, columnWidth, onPaper, rowHeight } from './print-claim.ts';
import { ub04Layout } from './ub-04.ts';
import { type PlacedLine, type PlacedText, writePdf } from './write-pdf.ts';

const layouts: { readonly [form in FormName]: FormLayout } = { 'CMS-1500': cms1500Layout, 'ADA 2024': ada2024Layout, 'UB-04': ub04Layout };

const [width, height, inch] = [612, 792, 72];

/** A ruler along the upper and the left edge: tenths of an inch across, sixths down, each inch with its number. Never moved. */
function rulers(): (PlacedText | PlacedLine)[] {
  const things: (PlacedText | PlacedLine)[] = [];
  for (let i = 1; i * columnWidth < width; i++) {
    const whole = i % 10 === 0;
    things.push({ from: [i * columnWidth, 0], to: [i * columnWidth, whole ? 14 : 6] });
    if (whole) things.push({ x: i * columnWidth + 1, y: 14, text: `${i / 10}`, size: 7 });
  }
  for (let i = 1; i * rowHeight < height; i++) {
    const whole = i % 6 === 0;
    things.push({ from: [0, i * rowHeight], to: [whole ? 14 : 6, i * rowHeight] });
    if (whole) things.push({ x: 8, y: i * rowHeight - 2, text: `${i / 6}`, size: 7 });
  }
  // Two inches that are measured: where they are longer or shorter, so is everything.
  const [x, y] = [width - 3.5 * inch, height - 0.25 * inch];
  things.push({ from: [x, y], to: [x + 2 * inch, y] }, { from: [x, y - 4], to: [x, y + 4] });
  things.push({ from: [x + 2 * inch, y - 4], to: [x + 2 * inch, y + 4] }, { x: x + 2 * inch + 4, y: y + 2, text: '2 inches', size: 7 });
  return things;
}

function placesOf({ paper, lines }: FormLayout, box: FormBox): PaperPlace[] {
  const own = paper.places[box.box];
  const starts = [box.column, ...(box.parts ?? [])].toSorted((a, b) => a - b);
  const first = own ?? starts.map((start, i): PaperPlace => [box.row, start, (starts[i + 1] ?? box.column + box.wide) - start]);
  const slots = box.perLine === true ? [0, lines.most - 1] : [0];
  return slots.flatMap((slot) => first.map(([row, column, wide]): PaperPlace => [row + slot * lines.step, column, wide]));
}

/** A page to be laid over a form and held against the light: rulers, and an X at both ends of each box's room, as this printer is set. */
export function testPage(name: FormName, alignment: Alignment): Uint8Array<ArrayBuffer> {
  const layout = layouts[name];
  const marks = layout.boxes.flatMap((box) =>
    placesOf(layout, box).map(([row, column, wide]): PlacedText => {
      const room = Math.max(Math.floor(wide), 1);
      return { ...onPaper(layout, row, column), text: room === 1 ? 'X' : `X${' '.repeat(room - 2)}X` };
    }),
  );
  const { right, down, scale } = alignment;
  const says = `${name}: moved ${right} right, ${down} down (points, 72 an inch), ${scale} %. Print at its own size.`;
  return writePdf([[...rulers(), ...marks.map((mark) => aligned(mark, alignment)), { x: 40, y: height - 6, text: says, size: 7 }]]);
}
