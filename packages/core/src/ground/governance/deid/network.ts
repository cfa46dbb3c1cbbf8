import type { Claims } from './claims.ts';
import { flagsAt, gap, gapAt, isMark, isNumber, isWord, kind, lengthAt, type Reading, word } from './reading.ts';
import { is } from './words.ts';

const topLevels = new Set(
  'example test local com org net edu gov mil io us co info biz health care dental md clinic doctor app dev me ai tv xyz online site website ca uk link page ly gl'.split(
    ' ',
  ),
);
const trailing = new Set(['.', ',', ';', ':', '!', '?', ')', ']', '}', '>', '"', "'", '’', '”', '*']);

/** The first token of the run without blanks that `i` stands in. */
function runStart(r: Reading, i: number, stop: (mark: string) => boolean): number {
  let first = i;
  while (first > 0 && gapAt(r, first) === gap.none && !(r.kind[first - 1] === kind.mark && stop(word(r, first - 1)))) first--;
  return first;
}

function runEnd(r: Reading, i: number, stop: (mark: string) => boolean): number {
  let end = i + 1;
  while (end < r.count && gapAt(r, end) === gap.none && !(r.kind[end] === kind.mark && stop(word(r, end)))) end++;
  while (end > i + 1 && trailing.has(word(r, end - 1))) end--;
  return end;
}

const notInMail = (mark: string): boolean => !'._%+-'.includes(mark);
const notInUrl = (mark: string): boolean => '<>"“”|'.includes(mark);

/** `jane.roe@example.org`, `jane at example dot org`, and handles (`@jane`). */
export function mail(r: Reading, c: Claims, i: number): boolean {
  if (word(r, i) === 'at') return bracketed(r, c, i);
  if (isMark(r, i, '@')) {
    const first = gapAt(r, i) === gap.none && i > 0 ? runStart(r, i, notInMail) : i;
    const spaced = first === i && gapAt(r, i) === gap.blank && isWord(r, i - 1);
    let end = runEnd(r, i, notInMail);
    if (spaced && gapAt(r, i + 1) === gap.blank && isWord(r, i + 1)) end = runEnd(r, i + 1, notInMail);
    const domain = end - i > 3 || (spaced && end - i > 2);
    if (domain && topLevels.has(word(r, end - 1))) c.take(spaced ? i - 1 : first, end, 'EMAIL', 'mail address');
    else if (first < i && end > i + 1 && (!isNumber(r, i - 1) || (end > i + 3 && isWord(r, end - 1))))
      c.take(first, end, 'EMAIL', 'mail address');
    else if (first === i && end > i + 1 && isWord(r, i + 1) && gapAt(r, i + 1) === gap.none && (end > i + 2 || !flagsAt(r, i + 1)))
      c.take(i, end, 'ID', 'handle');
    return end > i + 1;
  }
  // Spoken: a word, "at", a word, "dot", an ending.
  const bracket = isMark(r, i - 1, '[') || isMark(r, i - 1, '(') ? 1 : 0;
  const ending = i + 1 + bracket;
  if (word(r, i) !== 'dot' || !topLevels.has(word(r, ending)) || (bracket === 0 && gapAt(r, i) !== gap.blank)) return false;
  let at = i - 1;
  while (at > i - 8 && word(r, at) !== 'at') at--;
  const before = at - 1 - bracket;
  if (word(r, at) !== 'at' || !(isWord(r, before) || isNumber(r, before))) return false;
  let first = before;
  while (first > 0 && gapAt(r, first) === gap.none) first--;
  while (first > at - 6 && ['dot', 'underscore', 'dash'].includes(word(r, first - 1))) first -= 2;
  if (isNumber(r, first)) first--;
  c.take(first, ending + 1, 'EMAIL', 'spoken mail address');
  return true;
}

/** `kiet(dot)ho(at)campus.example`. `i` stands on the at. */
function bracketed(r: Reading, c: Claims, i: number): boolean {
  if (!['(', '['].includes(word(r, i - 1)) || ![')', ']'].includes(word(r, i + 1)) || gapAt(r, i - 1) + gapAt(r, i) + gapAt(r, i + 1) > 0)
    return false;
  const stop = (mark: string) => !'._%+-()[]'.includes(mark);
  c.take(runStart(r, i, stop), runEnd(r, i + 2, stop), 'EMAIL', 'mail address with brackets');
  return true;
}

/** `https://…`, `www.…`, and bare hosts such as `myportal.example.com/x`. */
export function address(r: Reading, c: Claims, i: number): boolean {
  const w = word(r, i);
  if ((w === 'http' || w === 'https' || w === 'ftp') && isMark(r, i + 1, ':') && isMark(r, i + 2, '/')) {
    c.take(i, runEnd(r, i, notInUrl), 'URL', 'web address');
    return true;
  }
  if (w === 'www' && isMark(r, i + 1, '.')) {
    c.take(i, runEnd(r, i, notInUrl), 'URL', 'web address');
    return true;
  }
  // A host is told by its ending, after a dot without blanks.
  const pathed =
    isMark(r, i + 1, '/') &&
    gapAt(r, i + 1) + gapAt(r, i + 2) === 0 &&
    isWord(r, i + 2) &&
    lengthAt(r, i) > 2 &&
    isMark(r, i - 1, '.') &&
    gapAt(r, i - 1) === gap.none &&
    lengthAt(r, i - 2) > 3;
  if (
    (!topLevels.has(w) && !pathed) ||
    lengthAt(r, i) < 2 ||
    !isMark(r, i - 1, '.') ||
    gapAt(r, i) !== gap.none ||
    gapAt(r, i - 1) !== gap.none
  )
    return false;
  const next = word(r, i + 1);
  if (gapAt(r, i + 1) === gap.none && (isWord(r, i + 1) || isNumber(r, i + 1) || next === '@')) return false;
  const first = runStart(r, i, (mark) => !'.-_/:'.includes(mark));
  if (c.taken(first) || !isWord(r, i - 2) || lengthAt(r, i - 2) < 2) return false;
  const known = w === 'com' || w === 'org' || w === 'net' || w === 'edu' || w === 'gov' || w === 'io' || next === '/';
  if (!known && (flagsAt(r, i - 2) & is.function) !== 0) return false;
  if (!known && flagsAt(r, i) & is.function) return false;
  c.take(first, runEnd(r, i, notInUrl), 'URL', 'host');
  return true;
}

const hexadecimal = /^[0-9a-f]{1,4}$/;

/** Internet addresses of both kinds, and hardware addresses. */
export function internet(r: Reading, c: Claims, i: number): boolean {
  if (isNumber(r, i) && isMark(r, i + 1, '.') && isMark(r, i + 3, '.') && isMark(r, i + 5, '.')) {
    const parts = [i, i + 2, i + 4, i + 6];
    const tight = Array.from({ length: 6 }, (_, k) => gapAt(r, i + 1 + k)).every((g) => g === gap.none);
    if (tight && parts.every((p) => isNumber(r, p) && Number(word(r, p)) < 256) && !isMark(r, i - 1, '.')) {
      c.take(i, i + 7, 'IP', 'internet address');
      return true;
    }
  }
  if (!isMark(r, i, ':') || gapAt(r, i + 1) !== gap.none) return false;
  const first = gapAt(r, i) === gap.none ? runStart(r, i, (mark) => mark !== ':') : i;
  const end = runEnd(r, i, (mark) => mark !== ':' && mark !== '.');
  const written = r.text.slice(r.from[first], r.to[end - 1]).toLowerCase();
  const groups = written.split(':');
  if (groups.length < 4 || !groups.every((g) => g === '' || hexadecimal.test(g))) return false;
  if (groups.length === 6 && groups.every((g) => g.length === 2)) c.take(first, end, 'DEVICE', 'hardware address');
  else if (groups.length === 8 || written.includes('::')) c.take(first, end, 'IP', 'internet address');
  else return false;
  return true;
}

const pictures = new Set('jpg jpeg png tif tiff dcm dicom heic gif bmp mp3 mp4 mov avi wav m4a webp stl'.split(' '));

/** A file's name, where its words or numbers could tell whose it is. */
export function fileName(r: Reading, c: Claims, i: number): boolean {
  if (!isMark(r, i - 1, '.') || gapAt(r, i) !== gap.none || gapAt(r, i - 1) !== gap.none) return false;
  if (gapAt(r, i + 1) === gap.none && (isWord(r, i + 1) || isNumber(r, i + 1))) return false;
  let first = runStart(r, i, (mark) => !'._-()+@#~&/\\'.includes(mark));
  // The folder is not the name, unless it names somebody too.
  while (first < i - 1 && !isWord(r, first) && !isNumber(r, first)) first++;
  let telling = false;
  for (let k = first; k < i - 1; k++) {
    if (isNumber(r, k) && (lengthAt(r, k) > 3 || pictures.has(word(r, i)))) telling = true;
    if (isWord(r, k) && lengthAt(r, k) > 2 && (flagsAt(r, k) & (is.everyday | is.clinical)) === 0) telling = true;
    if (isWord(r, k) && (flagsAt(r, k) & (is.first | is.surname)) !== 0 && (flagsAt(r, k) & is.clinical) === 0) telling = true;
  }
  if (!telling || first >= i - 1) return false;
  c.take(first, i + 1, 'FILE', 'file name');
  return true;
}

/** `danika_r`, `cam12_20240228.mp4`: what is joined so is called so by a person or a machine. `i` stands on the first underscore. */
export function underscored(r: Reading, c: Claims, i: number): boolean {
  const inside = (k: number) => isWord(r, k) || isNumber(r, k) || ['_', '.', '-'].includes(word(r, k));
  let first = i;
  while (first > 0 && gapAt(r, first) === gap.none && inside(first - 1)) first--;
  let end = first;
  let telling = false;
  let digits = 0;
  for (; end < r.count && (end === first || gapAt(r, end) === gap.none) && inside(end); end++) {
    const flags = flagsAt(r, end);
    if (c.taken(end)) return false;
    if (isNumber(r, end)) digits += lengthAt(r, end);
    else if (!isWord(r, end) || lengthAt(r, end) < 3) continue;
    else if ((flags & (is.everyday | is.clinical | is.wider | is.idLabel)) === 0 || (flags & is.first) !== 0) telling = true;
  }
  while (end > i && !isWord(r, end - 1) && !isNumber(r, end - 1)) end--;
  if (end < i + 2 || first === i || (!telling && digits < 4) || (flagsAt(r, end - 1) & is.fileEnding) !== 0) return false;
  c.take(first, end, 'ID', 'joined by underscores');
  return true;
}
