import type { ElementDefinition } from '../definitions/grammar.ts';
import type { PlainDate } from '../types.ts';
import { below, type Chance } from './chance.ts';
import { dayNumber, moved, plainDay, yearsBefore, yearsBetween } from './days.ts';

const CONSONANTS = 'BDFGKLMNPRSTVZ';
const VOWELS = 'AEIOU';
const STREETS = ['ST', 'RD', 'LN', 'AVE', 'WAY'];
/** Spaces of this size are searched to the end for one that is free. */
const SMALL = 2000;

/** What stands for what: chosen by chance and kept, so that the same comes out for the same; never computed from what it hides. */
export class Surrogates {
  private readonly chance: Chance;
  private readonly names = new Map<string, string>();
  private readonly numbers = new Map<string, string>();
  private readonly controls = new Map<string, string>();
  private readonly births = new Map<string, string>();
  private readonly used = new Set<string>();
  /** Days that all other dates are moved by; 0 where they stay. */
  private readonly offset: number;
  /** The day that ages are counted to: the date of the file. */
  private asOf: number;

  constructor(chance: Chance, shiftDates: boolean, today: PlainDate) {
    this.chance = chance;
    // Whole weeks, so that a Monday stays one.
    const weeks = 1 + below(chance, 52);
    this.offset = !shiftDates ? 0 : 7 * (below(chance, 2) === 0 ? weeks : -weeks);
    this.asOf = plainDay(today);
  }

  /** Ages are counted to this day from here on (GS04). */
  countTo(date: string): void {
    this.asOf = dayNumber(date) ?? this.asOf;
  }

  name(text: string, { min, max }: Limits): string {
    // One that fits a long element may not fit a short one.
    const key = `${max} ${text.toUpperCase()}`;
    let found = this.names.get(key);
    if (found === undefined) {
      found = this.unlike(text, () => fitted(this.words(text), text, min, max));
      this.names.set(key, found);
    }
    return /[a-z]/.test(text) ? titled(found) : found;
  }

  address(text: string, limits: Limits): string {
    const known = this.names.get(`address ${text.toUpperCase()}`);
    if (known !== undefined) return known;
    const made = () =>
      `${1 + below(this.chance, 999)} ${this.word(4 + below(this.chance, 6))} ${STREETS[below(this.chance, STREETS.length)]}`;
    const found = this.unlike(text, () => fitted(made(), text, limits.min, limits.max));
    this.names.set(`address ${text.toUpperCase()}`, found);
    return found;
  }

  /** Of the same length and the same kinds of signs. @param kind the qualifier: NPI, social security number and phone have rules of their own */
  number(text: string, kind = ''): string {
    return this.kept(this.numbers, text, () => this.ofKind(text, kind));
  }

  control(text: string): string {
    return this.kept(this.controls, text, () => this.alike(text));
  }

  /** Of the same length, and says nothing. */
  text(text: string): string {
    return text.replace(/[^\s]/gu, 'X');
  }

  date(text: string): string {
    return this.offset === 0 ? text : moved(text, (day) => day + this.offset);
  }

  /** Another day within half a year, so that the age stays within a year; who is 90 or older is 90. */
  birth(text: string): string {
    const known = this.births.get(text);
    if (known !== undefined) return known;
    let read = false;
    let found = text;
    // The two moves can undo each other.
    for (let i = 0; i < 20 && found === text; i++)
      found = moved(text, (day) => {
        read = true;
        return this.born(day) + this.offset;
      });
    // What is no date stays none.
    const hidden = read ? found : text.replace(/\d/g, '9').replace(/[A-Za-z]/g, 'X');
    this.births.set(text, hidden);
    return hidden;
  }

  private born(day: number): number {
    if (yearsBetween(day, this.asOf) >= 90) return yearsBefore(this.asOf, 90) - below(this.chance, 360);
    const days = 15 + below(this.chance, 165);
    const later = below(this.chance, 2) === 0;
    // Nobody is born after the file was made, and nobody becomes 90 by it.
    return later && day + days <= this.asOf ? day + days : yearsBetween(day - days, this.asOf) >= 90 ? day + days : day - days;
  }

  private kept(map: Map<string, string>, text: string, make: () => string): string {
    const known = map.get(text);
    if (known !== undefined) return known;
    const found = this.free(text, make);
    this.used.add(found);
    map.set(text, found);
    return found;
  }

  /** One that stands for nothing else yet. There are as many of a shape as there can be originals, so there always is one. */
  private free(text: string, make: () => string): string {
    for (let i = 0; i < 50; i++) {
      const candidate = make();
      if (candidate !== text && !this.used.has(candidate) && !this.numbers.has(candidate)) return candidate;
    }
    const space = spaceOf(text);
    if (space <= SMALL) {
      const start = below(this.chance, space);
      for (let i = 0; i < space; i++) {
        const candidate = nth(text, (start + i) % space);
        if (!this.used.has(candidate)) return candidate;
      }
    }
    return make();
  }

  private ofKind(text: string, kind: string): string {
    if (kind === 'XX' && /^[12]\d{9}$/.test(text)) {
      // Numbers that begin with 2 are of the right form, and none was ever given away.
      const front = `2${this.digits(8)}`;
      const last = checkDigit(front);
      return checkDigit(text.slice(0, 9)) === text.slice(9) ? front + last : front + ((Number(last) + 1) % 10);
    }
    // No social security number begins with 9.
    if ((kind === 'SY' || kind === '34') && /^\d{9}$/.test(text)) return `9${this.digits(2)}${below(this.chance, 5)}${this.digits(5)}`;
    if (PHONES.includes(kind) && /^\d{10}/.test(text))
      return `${2 + below(this.chance, 8)}${this.digits(2)}55501${this.digits(text.length - 8)}`;
    return this.alike(text);
  }

  private digits(count: number): string {
    return Array.from({ length: count }, () => below(this.chance, 10)).join('');
  }

  private alike(text: string): string {
    let made = '';
    for (const sign of text) {
      const of = signsLike(sign);
      made += of === '' ? sign : of[below(this.chance, of.length)];
    }
    return made;
  }

  private unlike(text: string, make: () => string): string {
    let made = make();
    for (let i = 0; i < 20 && (this.used.has(made) || made === text.toUpperCase()); i++) made = make();
    this.used.add(made);
    return made;
  }

  /** Invented words, about as many as there were. */
  private words(text: string): string {
    const count = Math.min(3, text.trim().split(/\s+/).length);
    return Array.from({ length: count }, () => this.word([...text].length <= 2 ? [...text].length : 4 + below(this.chance, 6))).join(' ');
  }

  private word(length: number): string {
    let made = '';
    for (let i = 0; i < length; i++) {
      const of = i % 2 === 0 ? CONSONANTS : VOWELS;
      made += of[below(this.chance, of.length)];
    }
    return made;
  }
}

const PHONES = ['TE', 'FX', 'CP', 'HP', 'WP', 'NP'];

type Limits = Pick<ElementDefinition, 'min' | 'max'>;

/** Within the limits where the original is; where it is too short or too long, just as much. */
function fitted(made: string, text: string, min: number, max: number): string {
  const length = [...text].length;
  if (length < min || length > max) return made.padEnd(length, 'X').slice(0, length);
  const cut = made.slice(0, max).trimEnd();
  return cut.padEnd(min, 'X');
}

const titled = (text: string): string => text.toLowerCase().replace(/(^| )[a-z]/g, (letter) => letter.toUpperCase());

/** The signs that may stand for a sign; none where it stays. */
function signsLike(sign: string): string {
  if (sign >= '0' && sign <= '9') return '0123456789';
  if (sign >= 'a' && sign <= 'z') return 'abcdefghijklmnopqrstuvwxyz';
  return (sign >= 'A' && sign <= 'Z') || sign >= '\u0080' ? 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' : '';
}

function spaceOf(text: string): number {
  let space = 1;
  for (const sign of text) space *= signsLike(sign).length || 1;
  return space;
}

/** The so manieth text of the same kinds of signs. */
function nth(text: string, n: number): string {
  let rest = n;
  let made = '';
  for (const sign of text) {
    const of = signsLike(sign);
    made += of === '' ? sign : of[rest % of.length];
    if (of !== '') rest = Math.floor(rest / of.length);
  }
  return made;
}

/** The last digit of an NPI (Luhn, behind the prefix 80840). */
function checkDigit(nine: string): string {
  let sum = 24;
  for (let i = 0; i < nine.length; i++) {
    const digit = Number(nine[nine.length - 1 - i]);
    const twice = i % 2 === 0 ? digit * 2 : digit;
    sum += twice > 9 ? twice - 9 : twice;
  }
  return String((10 - (sum % 10)) % 10);
}
