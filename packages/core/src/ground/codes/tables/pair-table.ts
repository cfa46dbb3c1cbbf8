import type { PairRow } from '../code-tables.ts';
import { type EditionHead, type Numbers, narrow, type Sections, writeEdition } from './edition-bytes.ts';
import { dateOfDay, packCode, placeOf, unpackCode, within } from './packed.ts';
import { rowsOfSlice, type Sliced } from './slices.ts';
import { Texts, TextsBuilder } from './texts.ts';

/** What stands of a pair beside its two codes: days as 20260131, 0 for none. */
export interface PairFacts {
  readonly indicator: 0 | 1 | 9;
  readonly effective: number;
  readonly deleted: number;
  readonly rationale: string;
}

/** Numbers that come one by one, as many as there are. */
class Growing {
  #numbers = new Uint32Array(1 << 12);
  length = 0;

  push(number: number): void {
    if (this.length === this.#numbers.length) {
      const wider = new Uint32Array(this.length * 2);
      wider.set(this.#numbers);
      this.#numbers = wider;
    }
    this.#numbers[this.length++] = number;
  }
  at(index: number): number {
    return this.#numbers[index] ?? 0;
  }
}

/** Each value once, by number in the order that they came. */
class Distinct<T> {
  readonly #numbers = new Map<T, number>();
  readonly values: T[] = [];

  numberOf(value: T): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    this.#numbers.set(value, this.values.length);
    this.values.push(value);
    return this.values.length - 1;
  }
}

const sortedCodes = (codes: Iterable<string>): Float64Array => Float64Array.from(codes, packCode).sort();
const ranks = (codes: readonly string[], sorted: Float64Array): Uint32Array =>
  Uint32Array.from(codes, (code) => placeOf(sorted, packCode(code)));

/** Two million pairs in four bytes each: the first codes with where theirs begin, the second codes by number, the rest by number of what they have in common. */
export class PairTableBuilder {
  readonly #codes = new Distinct<string>();
  readonly #facts = new Distinct<string>();
  readonly #first = new Growing();
  readonly #second = new Growing();
  readonly #factsOf = new Growing();

  add(column1: string, column2: string, facts: PairFacts): void {
    this.#first.push(this.#codes.numberOf(column1));
    this.#second.push(this.#codes.numberOf(column2));
    this.#factsOf.push(this.#facts.numberOf(`${facts.effective}|${facts.deleted}|${facts.indicator}|${facts.rationale}`));
  }

  get rows(): number {
    return this.#first.length;
  }

  /** The first day on which any of them came into force; 0 where none says. */
  get earliest(): number {
    let earliest = 0;
    for (const facts of this.#facts.values) {
      const effective = Number(facts.slice(0, facts.indexOf('|')));
      if (effective > 0 && (earliest === 0 || effective < earliest)) earliest = effective;
    }
    return this.#facts.values.every((facts) => !facts.startsWith('0|')) ? earliest : 0;
  }

  *building(head: Omit<EditionHead, 'rows'>): Sliced<Uint8Array<ArrayBuffer>> {
    const { first, starts, second, seconds, factsOf } = yield* this.#sorted();
    yield;
    const texts = new TextsBuilder();
    const facts = this.#inOrder().map((text) => text.split('|'));
    const column = (at: number): number[] => facts.map((one) => Number(one[at]));
    return writeEdition(
      { ...head, rows: seconds.length },
      {
        ...{ first, starts, second, seconds: narrow(seconds), facts: narrow(factsOf) },
        ...{ effective: narrow(column(0)), deleted: narrow(column(1)), indicator: narrow(column(2)) },
        rationale: narrow(facts.map((one) => texts.numberOf(one.slice(3).join('|')))),
        ...texts.sections(),
      },
    );
  }

  /** By when they begin, so that of a pair that came twice the later stands behind. */
  #inOrder(): readonly string[] {
    return [...this.#facts.values].sort((a, b) => Number(a.split('|')[0]) - Number(b.split('|')[0]) || (a < b ? -1 : 1));
  }

  *#sorted(): Sliced<Unfolded> {
    const all = sortedCodes(this.#codes.values);
    const rank = ranks(this.#codes.values, all);
    const order = new Map(this.#inOrder().map((facts, at) => [facts, at]));
    const factsRank = Uint32Array.from(this.#facts.values, (facts) => order.get(facts) ?? 0);
    const [codes, kinds] = [all.length, factsRank.length];
    // By first code, and then within each: two million keys sorted at a stroke would hold everything else up.
    const starts = new Uint32Array(codes + 1);
    for (let at = 0; at < this.rows; at++) {
      const next = (rank[this.#first.at(at)] ?? 0) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
      if (at % rowsOfSlice === 0) yield;
    }
    for (let code = 0; code < codes; code++) starts[code + 1] = (starts[code + 1] ?? 0) + (starts[code] ?? 0);
    const keys = new Float64Array(this.rows);
    const free = starts.slice();
    for (let at = 0; at < keys.length; at++) {
      const first = rank[this.#first.at(at)] ?? 0;
      const place = free[first] ?? 0;
      free[first] = place + 1;
      keys[place] = (first * codes + (rank[this.#second.at(at)] ?? 0)) * kinds + (factsRank[this.#factsOf.at(at)] ?? 0);
      if (at % rowsOfSlice === 0) yield;
    }
    let sorted = 0;
    for (let code = 0; code < codes; code++) {
      keys.subarray(starts[code] ?? 0, starts[code + 1] ?? 0).sort();
      if ((starts[code + 1] ?? 0) - sorted < rowsOfSlice) continue;
      sorted = starts[code + 1] ?? 0;
      yield;
    }
    return yield* unfolded(keys, all, kinds);
  }
}

interface Unfolded {
  readonly first: Float64Array;
  readonly starts: Uint32Array;
  readonly second: Float64Array;
  readonly seconds: Uint32Array;
  readonly factsOf: Uint32Array;
}

/** The sorted rows, each one number, as columns; a row that came twice stands once. */
function* unfolded(keys: Float64Array, codes: Float64Array, kinds: number): Sliced<Unfolded> {
  const first: number[] = [];
  const starts: number[] = [];
  const seconds = new Uint32Array(keys.length);
  const factsOf = new Uint32Array(keys.length);
  let rows = 0;
  let before = -1;
  let group = -1;
  for (let at = 0; at < keys.length; at++) {
    if (at % rowsOfSlice === 0) yield;
    const key = keys[at] ?? 0;
    if (key === before) continue;
    before = key;
    const pair = Math.floor(key / kinds);
    const code1 = Math.floor(pair / codes.length);
    if (code1 !== group) {
      group = code1;
      first.push(codes[code1] ?? 0);
      starts.push(rows);
    }
    seconds[rows] = pair - code1 * codes.length;
    factsOf[rows++] = key - pair * kinds;
  }
  return {
    first: Float64Array.from(first),
    starts: Uint32Array.from([...starts, rows]),
    second: codes,
    seconds: seconds.subarray(0, rows),
    factsOf: factsOf.subarray(0, rows),
  };
}

const indicators = [0, 1, 9] as const;

/** A pair edition, looked at where it lies. */
export class PairTable {
  readonly #first: Float64Array;
  readonly #starts: Numbers;
  readonly #second: Float64Array;
  readonly #seconds: Numbers;
  readonly #facts: Numbers;
  readonly #effective: Numbers;
  readonly #deleted: Numbers;
  readonly #indicator: Numbers;
  readonly #rationale: Numbers;
  readonly #texts: Texts;

  constructor(sections: Sections) {
    const { first, second } = sections;
    const numbers = (name: string): Numbers => sections[name] ?? new Uint8Array();
    this.#first = first instanceof Float64Array ? first : new Float64Array();
    this.#second = second instanceof Float64Array ? second : new Float64Array();
    this.#starts = numbers('starts');
    this.#seconds = numbers('seconds');
    this.#facts = numbers('facts');
    this.#effective = numbers('effective');
    this.#deleted = numbers('deleted');
    this.#indicator = numbers('indicator');
    this.#rationale = numbers('rationale');
    this.#texts = new Texts(sections);
  }

  /** The row of the pair that is in force on a day; -1 for none. One that was withdrawn (9) counts only where no other does. */
  find(column1: number, column2: number, day: number): number {
    const group = placeOf(this.#first, column1);
    if (group < 0) return -1;
    const second = placeOf(this.#second, column2);
    if (second < 0) return -1;
    let withdrawn = -1;
    const end = this.#starts[group + 1] ?? 0;
    for (let row = this.#lower(this.#starts[group] ?? 0, end, second); row < end && this.#seconds[row] === second; row++) {
      const facts = this.#facts[row] ?? 0;
      if (!within(day, this.#effective[facts] ?? 0, this.#deleted[facts] ?? 0)) continue;
      if (this.#indicator[facts] !== 9) return row;
      withdrawn = row;
    }
    return withdrawn;
  }

  /** How many pairs of a code are in force on a day, with it first and with it second; those that were withdrawn do not count. */
  count(code: number, day: number): { readonly first: number; readonly second: number } {
    const counted = { first: 0, second: 0 };
    const inForce = (row: number): boolean => {
      const facts = this.#facts[row] ?? 0;
      return this.#indicator[facts] !== 9 && within(day, this.#effective[facts] ?? 0, this.#deleted[facts] ?? 0);
    };
    const group = placeOf(this.#first, code);
    const { from, to } = group < 0 ? { from: 0, to: 0 } : this.rowsOf(group);
    for (let row = from; row < to; row++) if (inForce(row)) counted.first += 1;
    const second = placeOf(this.#second, code);
    for (let row = 0; second >= 0 && row < this.#seconds.length; row++)
      if (this.#seconds[row] === second && inForce(row)) counted.second += 1;
    return counted;
  }

  #lower(from: number, to: number, wanted: number): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#seconds[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  row(row: number, column1: number): PairRow {
    const facts = this.#facts[row] ?? 0;
    const effective = dateOfDay(this.#effective[facts] ?? 0);
    const deleted = dateOfDay(this.#deleted[facts] ?? 0);
    const rationale = this.#texts.of(this.#rationale[facts] ?? 0);
    return {
      column1: unpackCode(column1),
      column2: unpackCode(this.#second[this.#seconds[row] ?? 0] ?? 0),
      indicator: indicators.find((one) => one === this.#indicator[facts]) ?? 0,
      ...(effective ? { effective } : {}),
      ...(deleted ? { deleted } : {}),
      ...(rationale ? { rationale } : {}),
    };
  }

  /** First codes in order. */
  get groups(): Float64Array {
    return this.#first;
  }

  /** The rows of a first code, by where it stands among them. */
  rowsOf(group: number): { readonly from: number; readonly to: number } {
    return { from: this.#starts[group] ?? 0, to: this.#starts[group + 1] ?? 0 };
  }

  secondOf(row: number): number {
    return this.#second[this.#seconds[row] ?? 0] ?? 0;
  }

  /** Which of the distinct facts a row has: equal within an edition where they are equal. */
  factsOf(row: number): number {
    return this.#facts[row] ?? 0;
  }

  get distinctFacts(): readonly string[] {
    return Array.from(this.#effective, (effective, at) =>
      [effective, this.#deleted[at], this.#indicator[at], this.#texts.of(this.#rationale[at] ?? 0)].join('|'),
    );
  }
}
