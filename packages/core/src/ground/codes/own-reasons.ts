import { adjustmentReason, type ReasonFamily } from './adjustment-reasons.ts';
import { readFamily, reasonFamilies } from './reason-families.ts';

/** What a practice says that a reason code means: its words come from its own licence, or are its own. */
export interface OwnReason {
  readonly carc: string;
  readonly words: string;
  readonly family: ReasonFamily;
}

/** A reason as somebody typed or pasted it. */
export interface TypedReason {
  readonly carc: string;
  readonly words: string;
  readonly family: string;
}

/** The reason that a row holds, or what is wrong with the row. */
export interface CheckedReason {
  readonly typed: TypedReason;
  readonly reason?: OwnReason;
  readonly wrong: readonly string[];
}

const MOST_WORDS = 600;
const code = /^[A-Z0-9]{1,5}$/;

/** A known refusal stays one: what a payer refuses is never written off, nor put on the patient, because of what a code is called. */
function againstTheHouse(carc: string, family: ReasonFamily): string | undefined {
  const house = adjustmentReason(carc);
  if (house === undefined || house.family === 'payment') return undefined;
  if (reasonFamilies[house.family].effect !== 'open' || reasonFamilies[family].effect === 'open') return undefined;
  return `CARC ${carc} is a refusal (${house.words.toLowerCase()}), and a refusal is never written off by its code alone: choose a family that stays open.`;
}

export function checkReason(typed: TypedReason): CheckedReason {
  const carc = typed.carc.trim().toUpperCase();
  const words = typed.words.trim().replace(/\s+/g, ' ');
  const family = readFamily(typed.family);
  const wrong: string[] = [];
  if (!code.test(carc)) wrong.push('The code is a CARC without its group, such as 45 or B7.');
  if (words === '') wrong.push('The words are missing: what the code means, as your licence or your own people put it.');
  if (words.length > MOST_WORDS) wrong.push(`The words are longer than ${MOST_WORDS} characters.`);
  if (family === undefined) wrong.push('The family is none that we know, such as contractual, patient, denial, coding or authorization.');
  const against = family === undefined ? undefined : againstTheHouse(carc, family);
  if (against !== undefined) wrong.push(against);
  return family === undefined || wrong.length > 0 ? { typed, wrong } : { typed, reason: { carc, words, family }, wrong };
}

/** Rows together: each as it stands, and no code twice. */
export function checkReasons(rows: readonly TypedReason[]): CheckedReason[] {
  const first = new Map<string, number>();
  return rows.map((typed, at) => {
    const checked = checkReason(typed);
    const carc = typed.carc.trim().toUpperCase();
    const before = first.get(carc);
    if (before === undefined) first.set(carc, at);
    if (before === undefined || carc === '') return checked;
    return { typed, wrong: [...checked.wrong, `Row ${before + 1} has this code already.`] };
  });
}
