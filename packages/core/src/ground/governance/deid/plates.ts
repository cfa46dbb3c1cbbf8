import type { Claims } from './claims.ts';
import { flagsAt, gap, gapAt, isMark, isNumber, isWord, lengthAt, type Reading, shape, shapeAt, word } from './reading.ts';
import { is } from './words.ts';

/** `plate BK 41 772`, `truck tag 7-22810B`: up to four short groups of capitals and digits. `i` stands on the plate. */
export function plate(r: Reading, c: Claims, i: number): number {
  const w = word(r, i);
  if (w !== 'plate' && w !== 'plates' && !(w === 'tag' && ofVehicle.has(word(r, i - 1)))) return 0;
  let at = i + 1;
  while (at < i + 5 && (isMark(r, at, ':') || isMark(r, at, '#') || qualifiers.has(word(r, at)))) at++;
  let end = at;
  let digits = 0;
  for (let groups = 0; groups < 4 && gapAt(r, end) !== gap.line; ) {
    const letters = isWord(r, end) && shapeAt(r, end) !== shape.lower && shapeAt(r, end) !== shape.title && lengthAt(r, end) <= 4;
    if (!letters && !(isNumber(r, end) && lengthAt(r, end) <= 6)) break;
    if ((flagsAt(r, end) & is.unit) !== 0 && digits > 0 && gapAt(r, end) === gap.blank) break;
    if (isNumber(r, end)) digits += lengthAt(r, end);
    end++;
    const joined = isMark(r, end, '-') && gapAt(r, end) + gapAt(r, end + 1) === 0;
    if (joined) end++;
    else if (gapAt(r, end) !== gap.none) groups++;
  }
  if (end - at < 2 || digits < 2) return 0;
  // "plate 12 screws" has no letters, and what holds a bone is no vehicle's.
  if (!r.words.slice(at, end).some((one) => /[a-z]/.test(one))) return 0;
  c.take(at, end, 'VEHICLE', 'number of a plate');
  return end;
}

const ofVehicle = new Set('truck car vehicle van license licence plate trailer motorcycle auto'.split(' '));
const qualifiers = new Set('no num number is was reads'.split(' '));
