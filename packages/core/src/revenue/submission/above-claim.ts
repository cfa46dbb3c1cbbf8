import { namedSegment, textOf } from './left-out.ts';

const loops: { readonly [party: string]: string } = {
  ...{ 85: '2010AA', 87: '2010AB', PE: '2010AC', IL: '2010BA', PR: '2010BB', QC: '2010CA' },
};
/** By HL03: whoever bills, the insured, the patient. */
const levels = Object.entries({ 20: 'A', 22: 'B', 23: 'C' }).map(([code, letter]) => ({ code, loop: `2000${letter}` }));

interface Room {
  readonly [segment: string]: readonly number[];
}
const street: Room = { N3: [1, 2], N4: [1, 2, 3] };
const born: Room = { DMG: [1, 2, 3] };

/** Of each loop above a claim the elements that a claim has room for. A test holds it to what is written of claims of all kinds. */
export const roomAbove: { readonly [loop: string]: Room } = {
  '2000A': { 'PRV*BI': [1, 2, 3] },
  '2010AA': { 'NM1*85': [1, 2, 3, 4, 8, 9], ...street, 'REF*EI': [1, 2], 'REF*SY': [1, 2], 'PER*IC': [1, 3, 4] },
  '2010AB': { 'NM1*87': [1, 2], ...street },
  '2000B': { SBR: [1, 2, 3, 4, 5, 9] },
  '2010BA': { 'NM1*IL': [1, 2, 3, 4, 5, 7, 8, 9], ...street, ...born },
  '2010BB': { 'NM1*PR': [1, 2, 3, 8, 9], ...street },
  '2000C': { PAT: [1] },
  '2010CA': { 'NM1*QC': [1, 2, 3, 4, 5, 7], ...street, ...born },
};

/**
 * What decides nothing: the rest of the name of whoever is known by a number, and the practice's own people to ring, who are told of the batch;
 * how somebody is addressed; and more than an address of where to pay, which the guide does not know.
 */
const decidesNothing: { readonly [loop: string]: Room } = {
  '2010AA': { 'NM1*85': [5, 6, 7], 'PER*IC': [2, 5, 6, 7, 8] },
  '2010AB': { 'NM1*87': [3, 4, 5, 6, 7, 8, 9] },
  '2010BA': { 'NM1*IL': [6] },
  '2010CA': { 'NM1*QC': [6] },
};

/** A country is said of addresses abroad; many write it at home too. */
const atHome = /^\s*USA?\s*$/i;

/**
 * What a file says above its claims, of whoever bills, is insured and was treated, that no claim has room for. Told segment by segment, and
 * nothing of what they hold.
 */
export class AboveClaims {
  readonly #left: [readonly string[], readonly string[], readonly string[]] = [[], [], []];
  #all: readonly string[] = [];

  /** What stands between one claim and the next, or before the first. */
  pass(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const text = textOf(bytes).trimEnd();
    let level = -1;
    let loop = '';
    for (const segment of text.split(text.slice(-1))) {
      const elements = elementsOf(segment);
      if (elements[0] === 'HL') {
        level = levels.findIndex(({ code }) => code === elements[3]);
        loop = levels[level]?.loop ?? '';
        // A level that the guide does not know stands above none of ours.
        if (level >= 0) for (let below = level; below < levels.length; below++) this.#left[below] = [];
      } else if (elements[0] === 'SE') level = -1;
      else if (level >= 0) {
        if (elements[0] === 'NM1') loop = loops[elements[1] ?? ''] ?? levels[level]?.loop ?? '';
        const left = without(elements, loop);
        if (left.length > 0) this.#left[level] = [...(this.#left[level] ?? []), ...left];
      }
    }
    this.#all = this.#left.every((one) => one.length === 0) ? none : [...new Set(this.#left.flat())];
  }

  /** Of the claim that comes next. */
  get left(): readonly string[] {
    return this.#all;
  }
}

const none: readonly string[] = [];

/** The sign after a segment's name divides its elements. */
function elementsOf(segment: string): readonly string[] {
  const text = segment.trim();
  const name = /^[A-Z][A-Z0-9]{1,2}/.exec(text)?.[0] ?? '';
  return name === '' ? [] : text.split(text.charAt(name.length));
}

function without(elements: readonly string[], loop: string): string[] {
  const [id = ''] = elements;
  if (id === '') return [];
  const said = namedSegment(elements);
  const room = roomAbove[loop]?.[said];
  if (room === undefined) return [`${said} (${loop})`];
  const more: readonly number[] = decidesNothing[loop]?.[said] ?? [];
  return elements.slice(1).flatMap((value, i) => {
    const at = i + 1;
    if (value.trim() === '' || room.includes(at) || more.includes(at) || (said === 'N4' && at === 4 && atHome.test(value))) return [];
    return [`${said.replace(/^(\w+)/, `$1${String(at).padStart(2, '0')}`)} (${loop})`];
  });
}
