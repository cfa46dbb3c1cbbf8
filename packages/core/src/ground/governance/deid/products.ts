import type { NameHit } from './names.ts';
import { flagsAt, gap, gapAt, isMark, isNumber, lengthAt, type Reading, shape, shapeAt, word } from './reading.ts';
import { anyName, is } from './words.ts';

/** Whether the word is a product, by what stands after it: a dose, a form, a maker's sign. */
export function isProduct(r: Reading, i: number): boolean {
  const next = i + 1;
  if (isMark(r, next, '®') || isMark(r, next, '™') || (isMark(r, next, '(') && ['r', 'tm'].includes(word(r, next + 1)))) return true;
  if (isNumber(r, next) && gapAt(r, next) !== gap.line) {
    let k = next + 1;
    while (isMark(r, k, '.') || isMark(r, k, '-') || isMark(r, k, '/') || isMark(r, k, ',') || isNumber(r, k)) k++;
    return (flagsAt(r, k) & is.unit) !== 0 || isMark(r, k, '%') || isMark(r, next + 1, '.');
  }
  // (Allard ToeOFF): a capital inside belongs to things that are sold.
  if (
    shapeAt(r, next) === shape.mixed &&
    flagsAt(r, next) === 0 &&
    gapAt(r, next) === gap.blank &&
    camel.test(r.text.slice(r.from[next], r.to[next]))
  )
    return true;
  if ((flagsAt(r, i) & anyName) !== 0) return false;
  if ((flagsAt(r, next) & is.product) !== 0 && gapAt(r, next) === gap.blank) return true;
  const before = isMark(r, i - 1, ':') ? word(r, i - 2) : word(r, i - 1);
  if (before === 'by') return false;
  if (productLeads.has(before) || usedAfter.has(word(r, next))) return true;
  return beside(r, i - 1, -1) || beside(r, next, 1);
}

const camel = /^\p{Lu}\p{Ll}+\p{Lu}{2}/u;

const productLeads = new Set(
  'wants want wearing wears wear prefers likes needs rx taking takes took start started starting restart continue continued failed tried trial trialed uses using used on stop stopped hold held increase increased decrease decreased refill refilled prescribed prescribe dispensed w frame frames lens lenses mask brand anes bond sealer shade allergy allergic allergies via than sample samples given'.split(
    ' ',
  ),
);
const usedAfter = new Set(
  'applied prescribed injected refilled dispensed instilled administered titrated tapered bid tid qid qhs daily prn weekly gtt pa copay'.split(
    ' ',
  ),
);

/** In a list with a thing that the dictionaries know: `Remicade, Entyvio and methotrexate`. */
function beside(r: Reading, at: number, step: number): boolean {
  const joint = word(r, at);
  if (joint !== ',' && joint !== 'and' && joint !== 'or' && joint !== '/' && joint !== '+') return false;
  const other = at + step;
  const flags = flagsAt(r, other);
  return (
    (flags & is.clinical) !== 0 &&
    (flags & (anyName | is.everyday | is.credential | is.title | is.state | is.month | is.weekday | is.relation | is.function)) === 0 &&
    lengthAt(r, other) > 4
  );
}

/** Makers of frames and lenses that go by the name of people. */
const brands = new Set(
  'fisher paykel|welch allyn|smith nephew|hill rom|becton dickinson|boston scientific|ray ban|tom ford|kate spade|calvin klein|ralph lauren|michael kors|marc jacobs|oliver peoples|maui jim|bausch lomb|johnson johnson|hu friedy|tory burch|jimmy choo|vera wang|paul smith|nine west|tommy hilfiger|nora be|clear care|jackson pratt|tri sprintec|ortho evra|lo loestrin'.split(
    '|',
  ),
);

/** Whether a run is a brand of two words. */
export const isBrand = (r: Reading, first: number, end: number): boolean =>
  end === first + 2 && brands.has(`${word(r, first)} ${word(r, first + 1)}`);

/** What was taken for a name, up to a brand of two words in it. */
export function withoutBrand(r: Reading, hit: NameHit | undefined): NameHit | undefined {
  if (!hit) return undefined;
  for (let k = hit.first; k < hit.end; k++) {
    const next = isMark(r, k + 1, '-') || isMark(r, k + 1, '&') ? k + 2 : k + 1;
    if (brands.has(`${word(r, k)} ${word(r, next)}`) || brands.has(`${word(r, k - 1)} ${word(r, k)}`)) return undefined;
  }
  return hit;
}
