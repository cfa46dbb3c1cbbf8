import { spelled } from '../spelling.ts';

/** A text on a page, in points from the upper left corner. */
export interface PlacedText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** Of its letters, which are six tenths as wide; 12 where it is not said. */
  readonly size?: number;
}

/** A fine line from one place to another. */
export interface PlacedLine {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
}

const [width, height] = [612, 792];

/**
 * A PDF of pages of letter size that holds these texts and lines and nothing else: to be printed over the practice's own forms. Set in
 * Courier, ten characters an inch at its usual size, which every reader has.
 */
export function writePdf(pages: readonly (readonly (PlacedText | PlacedLine)[])[]): Uint8Array<ArrayBuffer> {
  const firstPage = 4;
  const kids = pages.map((_, i) => `${firstPage + i * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((things, i) => {
      const content = contentOf(things);
      const resources = '/Resources << /Font << /F1 3 0 R >> >>';
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] ${resources} /Contents ${firstPage + i * 2 + 1} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  return Uint8Array.from(assembled(objects), (sign) => sign.charCodeAt(0));
}

function contentOf(things: readonly (PlacedText | PlacedLine)[]): string {
  const lines = things.flatMap((one) => ('from' in one ? [drawn(one)] : []));
  const texts = things.flatMap((one) => ('text' in one ? [one] : []));
  let size = 0;
  const words = texts.flatMap((one) => {
    const before = size;
    size = one.size ?? 12;
    return [...(size === before ? [] : [`/F1 ${at(size)} Tf`]), placed(one)];
  });
  return [...(lines.length === 0 ? [] : ['0.4 w', ...lines]), 'BT', ...words, 'ET'].join('\n');
}

/** To a hundredth of a point. */
const hundredths = 0.01;
const at = (points: number): string => {
  const parts = Math.round(points / hundredths);
  return `${parts < 0 ? '-' : ''}${Math.trunc(Math.abs(parts) * hundredths)}.${String(Math.abs(parts) % 100).padStart(2, '0')}`;
};
const drawn = ({ from, to }: PlacedLine): string => `${at(from[0])} ${at(height - from[1])} m ${at(to[0])} ${at(height - to[1])} l S`;
const placed = ({ x, y, text }: PlacedText): string => `1 0 0 1 ${at(x)} ${at(height - y)} Tm (${shown(text)}) Tj`;

/** What Latin-1 has not is spelled in its letters, and what cannot be is shown as a question mark. */
const inLatin = (letter: string): string => spelled(letter).replace(/\P{ASCII}/u, '?');
const shown = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[^\x20-\x7e\xa0-\xff]/gu, inLatin)
    .replace(/[\\()]/g, (sign) => `\\${sign}`);

function assembled(objects: readonly string[]): string {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${`${at}`.padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return `${text}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
}
