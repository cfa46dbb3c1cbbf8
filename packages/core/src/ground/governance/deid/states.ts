import { gap, gapAt, isNumber, isWord, lengthAt, type Reading, shape, shapeAt, word } from './reading.ts';

export const states = new Set(
  'alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming mass calif penn conn mich minn tenn wisc ariz colo fla okla'.split(
    ' ',
  ),
);
export const twoWordStates = new Set([
  'new hampshire',
  'new jersey',
  'new mexico',
  'new york',
  'north carolina',
  'north dakota',
  'south carolina',
  'south dakota',
  'rhode island',
  'west virginia',
  'puerto rico',
]);
export const shortStates = new Set(
  'al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc pr'.split(
    ' ',
  ),
);

/** The token after a state that begins at `i`, or 0. */
export function stateEnd(r: Reading, i: number): number {
  if (!isWord(r, i)) return 0;
  const w = word(r, i);
  if (twoWordStates.has(`${w} ${word(r, i + 1)}`)) return i + 2;
  if (states.has(w)) return i + 1;
  if (!shortStates.has(w)) return 0;
  return shapeAt(r, i) === shape.upper || (isNumber(r, i + 1) && lengthAt(r, i + 1) === 5) ? i + 1 : 0;
}
export const near = (r: Reading, i: number): boolean => gapAt(r, i) !== gap.line;
