import type { ClaimToSend, LineToSend } from './claim-to-send.ts';
import { spelled } from './spelling.ts';

/** NTE02. */
const longest = 80;

/**
 * How many notes a claim takes on the wire, and whether its lines have notes of their own there: a dental line has none, and one of a
 * facility only such as a third party writes.
 */
const rooms = {
  professional: { most: 1, byLine: true },
  institutional: { most: 1, byLine: false },
  dental: { most: 5, byLine: false },
} as const;

/** A note in a person's words: the signs that divide a file, and the ends of its lines, go on the wire as blanks, letters as they are spelled there. */
export const narrative = (text: string): string =>
  spelled(text)
    .replace(/[*:^~\p{Cc}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

type Named = Pick<LineToSend, 'number' | 'procedure' | 'teeth' | 'oralCavities'>;

/** By what a claim's note tells of which line it speaks: `#30 D2740`, and the number of the line where several would read alike. */
function leadsOf(lines: readonly Named[]): string[] {
  const plain = lines.map(({ procedure, teeth, oralCavities }) =>
    [
      ...(teeth.length > 0 ? [`#${teeth.map(({ tooth }) => tooth).join(',')}`] : []),
      ...(oralCavities.length > 0 ? [`area ${oralCavities.join(',')}`] : []),
      procedure.code,
    ].join(' '),
  );
  return plain.map((lead, i) =>
    lead !== '' && plain.filter((other) => other === lead).length === 1 ? lead : `${lead} line ${lines[i]?.number}`.trim(),
  );
}

const between = '; ';
const told = (lead: string): string => `${lead} - `;

/** What a claim says beside its facts, each note of a line under its lead where lines have no notes of their own. */
function wholeNote({ kind, note, lines }: ClaimToSend): string {
  const own = note === undefined ? [] : [narrative(note)];
  if (rooms[kind].byLine) return own.join('');
  const leads = leadsOf(lines);
  const ofLines = lines.flatMap((line, i) => (line.note === undefined ? [] : [`${told(leads[i] ?? '')}${narrative(line.note)}`]));
  return [...own, ...ofLines].filter((one) => one !== '').join(between);
}

/** In pieces of at most eighty characters, parted at blanks. */
function wrapped(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > longest) {
    const blank = rest.lastIndexOf(' ', longest);
    const end = blank > 0 ? blank : longest;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** The notes of a claim as it goes on the wire (NTE of the claim), and by how many characters they are longer than it takes. */
export function claimNotes(claim: ClaimToSend): { readonly notes: readonly string[]; readonly over: number } {
  const all = wrapped(wholeNote(claim));
  const { most } = rooms[claim.kind];
  return { notes: all.slice(0, most), over: all.slice(most).join(' ').length };
}

/** By how many characters the note of a line is longer than the line takes; what stands with the claim is not counted here. */
export const lineNoteOver = ({ kind }: Pick<ClaimToSend, 'kind'>, { note }: Pick<LineToSend, 'note'>): number =>
  !rooms[kind].byLine || note === undefined ? 0 : wrapped(narrative(note)).slice(1).join(' ').length;

/** Whether a line of this kind of claim has a note of its own on the wire. */
export const notesByLine = (kind: ClaimToSend['kind']): boolean => rooms[kind].byLine;

/** The notes of a claim that was read: its own, and those that speak of a line, in the order of the lines. */
export function notesRead(
  kind: ClaimToSend['kind'],
  notes: readonly string[],
  lines: readonly Named[],
): { readonly note: string; readonly ofLines: readonly (string | undefined)[] } {
  const text = notes.join(' ').trim();
  if (rooms[kind].byLine) return { note: text, ofLines: lines.map(() => undefined) };
  const places = leadsOf(lines)
    .flatMap((lead, line) => {
      const begin = text.startsWith(told(lead)) ? 0 : text.indexOf(`${between}${told(lead)}`);
      return begin < 0 ? [] : [{ line, begin, from: begin + (begin === 0 ? 0 : between.length) + told(lead).length }];
    })
    .sort((a, b) => a.begin - b.begin);
  const ofLines = new Map(places.map(({ line, from }, i) => [line, text.slice(from, places[i + 1]?.begin).trim()]));
  return { note: text.slice(0, places[0]?.begin).trim(), ofLines: lines.map((_, i) => ofLines.get(i)) };
}
