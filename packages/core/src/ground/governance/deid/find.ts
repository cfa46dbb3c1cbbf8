import { birthYear, greatAge, inNineties } from './ages.ts';
import { agency, bodiesAgain, bodiesByPlace } from './bodies.ts';
import { type Claims, openClaims } from './claims.ts';
import { numericDate, packedDate, spacedDate, spanishDate } from './dates.ts';
import { holiday, season } from './holidays.ts';
import type { Identifier } from './identifier.ts';
import { type KnownPerson, knownPeople, knownTree } from './known.ts';
import { labelledNumber, lastDigits } from './labelled.ts';
import { dayAlone, monthDate } from './months.ts';
import { address, fileName, internet, mail, underscored } from './network.ts';
import { groupedDigits, inCode, maskedNumber, spokenDigits, uniqueCode } from './numbers.ts';
import { employer, isBody, organisation } from './organisations.ts';
import { people } from './people.ts';
import { city, lowerHome, postalCode, unknownPlace } from './places.ts';
import { plate } from './plates.ts';
import { branch, landmark, letterhead, lowerBody, lowerLand, properRun, ship, shoutedRun } from './proper.ts';
import { flagsAt, gap, gapAt, isCapital, isMark, kind, type Reading, read, shape, shapeAt, word } from './reading.ts';
import { remainder } from './remainder.ts';
import { doorOrCalle, namedStreet, postBox, route, street } from './streets.ts';
import { structured } from './structured.ts';
import { type Dictionaries, is, vocabulary } from './words.ts';

export interface Facts {
  readonly dictionaries: Dictionaries;
  readonly known?: readonly KnownPerson[];
  /** The year in which the text is read: a birth year that tells an age over 89 is found only with it. */
  readonly asOf?: number;
}

/** Finds what could tell whose the text is. The spans are sorted and do not overlap. */
export function findIdentifiers(text: string, facts: Facts): Identifier[] {
  const r = read(text, facts.dictionaries);
  const c = openClaims(r);
  if (facts.known?.length) knownPeople(r, c, knownTree(facts.known));
  structured(r, c);
  for (let i = 0; i < r.count; i++) if (!c.taken(i)) numbersAndWords(r, c, i, facts.asOf);
  for (let i = 0; i < r.count; i++) if (!c.taken(i) && r.kind[i] === kind.word) placesAndBodies(r, c, i);
  letterhead(r, c);
  people(r, c);
  bodiesByPlace(r, c);
  remainder(r, c);
  bodiesAgain(r, c);
  return c.all();
}

function numbersAndWords(r: Reading, c: Claims, i: number, asOf: number | undefined): void {
  const what = r.kind[i];
  if (what === kind.number) {
    if (!birthYear(r, c, i, asOf)) numberAt(r, c, i);
    return;
  }
  if (what === kind.mark) {
    if (isMark(r, i, '@')) mail(r, c, i);
    else if (isMark(r, i, ':')) internet(r, c, i);
    else if (isMark(r, i, '_')) underscored(r, c, i);
    return;
  }
  const flags = flagsAt(r, i);
  if ((flags & is.idLabel) !== 0 && (plate(r, c, i) || labelledNumber(r, c, i))) return;
  if ((flags & is.month) !== 0 && monthDate(r, c, i)) return;
  if ((flags & is.digit) !== 0 && spokenDigits(r, c, i)) return;
  if ((flags & is.fileEnding) !== 0 && fileName(r, c, i)) return;
  if ((flags & is.trigger) === 0) {
    const host = r.gap[i] === gap.none && isMark(r, i - 1, '.') && address(r, c, i);
    if (!host && r.shape[i] !== shape.title && inCode(r, i)) uniqueCode(r, c, i);
    return;
  }
  const w = word(r, i);
  if ((w === 'dot' || (w === 'at' && isMark(r, i + 1, ')'))) && mail(r, c, i)) return;
  if (address(r, c, i) || holiday(r, c, i) || season(r, c, i)) return;
  if (w === 'box' && postBox(r, c, i)) return;
  if (inNineties(r, c, i)) return;
  if ((w === 'ninety' || w === 'one') && greatAge(r, c, i)) return;
  if (inCode(r, i)) uniqueCode(r, c, i);
}

function numberAt(r: Reading, c: Claims, i: number): void {
  // 14MAR2024: the month decides.
  if (gapAt(r, i + 1) === gap.none && (flagsAt(r, i + 1) & is.month) !== 0) return;
  if (
    greatAge(r, c, i) ||
    spanishDate(r, c, i) ||
    spacedDate(r, c, i) ||
    numericDate(r, c, i) ||
    maskedNumber(r, c, i) ||
    lastDigits(r, c, i)
  )
    return;
  if (internet(r, c, i) || groupedDigits(r, c, i)) return;
  if (dayAlone(r, c, i)) return;
  const born = isMark(r, i - 1, ':') ? word(r, i - 2) : word(r, i - 1);
  if ((born === 'dob' || born === 'birth' || born === 'birthdate' || born === 'dos' || born === 'date') && packedDate(r, i, true)) {
    c.take(i, i + 1, 'DATE', 'packed date');
    return;
  }
  const degrees = shapeAt(r, i + 1) === shape.single && ['c', 'f'].includes(word(r, i + 1));
  if ((!degrees && street(r, c, i)) || postalCode(r, c, i)) return;
  uniqueCode(r, c, i);
}

const placed = is.street | is.organisation | is.city | is.placeStart | is.trigger;

function placesAndBodies(r: Reading, c: Claims, i: number): void {
  const flags = flagsAt(r, i);
  if (r.shape[i] === shape.lower && (flags & placed) === 0) {
    if ((flags & vocabulary) === 0) lowerHome(r, c, i);
    return;
  }
  if (agency(r, c, i) || (isCapital(r, i) && properRun(r, c, i, true))) return;
  if (lowerBody(r, c, i) || lowerLand(r, c, i) || ship(r, c, i) || branch(r, c, i)) return;
  if ((flags & is.street) !== 0 && namedStreet(r, c, i)) return;
  if (route(r, c, i) || doorOrCalle(r, c, i)) return;
  if ((flags & is.organisation) !== 0 && organisation(r, c, i)) return;
  const w = word(r, i);
  if (
    (w === 'at' ||
      w === 'for' ||
      w === 'by' ||
      w === 'from' ||
      w === 'with' ||
      w === 'to' ||
      w === 'employer' ||
      isBody(w) ||
      w === 'attends' ||
      w === 'attended' ||
      w === 'of') &&
    employer(r, c, i)
  )
    return;
  if ((flags & (is.city | is.placeStart)) !== 0 && city(r, c, i)) return;
  if (unknownPlace(r, c, i)) return;
  if (properRun(r, c, i, false) || landmark(r, c, i)) return;
  shoutedRun(r, c, i);
}
