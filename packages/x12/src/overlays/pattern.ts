import { OverlayError } from './overlay-error.ts';

/** A pattern has at most so many signs, and so many quantifiers without a bound. */
const longest = 200;
const mostUnbounded = 3;
/** What is longer fits no pattern: no element of the sets that guides speak of is. */
export const longestHeld = 264;

/**
 * The expression that a whole value must fit. What could take forever on a hostile value is refused: a repeated group with a
 * repetition or a choice in it, a reference back, many repetitions without a bound.
 * @throws OverlayError
 */
export function patternOf(pattern: string, where: string): RegExp {
  const refuse = (why: string) => new OverlayError(where, `"pattern" ${why}`);
  if (pattern.length > longest) throw refuse(`must have at most ${longest} signs`);
  // Signs without a meaning of their own, and classes, are one sign each here.
  const plain = pattern.replace(/\\k<|\\[1-9]/g, '\u0000').replace(/\\.|\[(?:\\.|[^\]\\])*\]/gs, 'a');
  if (plain.includes('\u0000')) throw refuse('must not refer back to a group');
  const groups = plain.replace(/\(\?(?:[:=!]|<[=!]|<\w+>)/g, '(');
  if ((groups.match(/[*+]|\{\d+,\}/g) ?? []).length > mostUnbounded) throw refuse(`must have at most ${mostUnbounded} of * and +`);
  if (repeatsChoice(groups)) throw refuse('must not repeat a group that repeats or chooses within');
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    throw refuse('is no regular expression of JavaScript');
  }
}

function repeatsChoice(groups: string): boolean {
  const open: boolean[] = [];
  for (let i = 0; i < groups.length; i++) {
    const sign = groups[i];
    if (sign === '(') open.push(false);
    else if (sign === ')') {
      const loose = open.pop() === true;
      if (loose && /[*+{]/.test(groups[i + 1] ?? '')) return true;
      // What is loose within is loose around it.
      if (loose && open.length > 0) open[open.length - 1] = true;
    } else if (/[*+?{|]/.test(sign ?? '') && open.length > 0) open[open.length - 1] = true;
  }
  return false;
}
