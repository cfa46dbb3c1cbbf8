import { Refusal } from './errors.ts';

/** What no text in PostgreSQL can hold: NUL, and half a character (a surrogate by itself). */
const unkeepable = /[\0\p{Surrogate}]/u;

/** Refuses an input with a text in it that cannot be kept or looked for, wherever it stands. */
export function refuseUnkeepable(given: unknown): void {
  const waiting: { at: string; value: unknown }[] = [{ at: '', value: given }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { at, value } = next;
    if (typeof value === 'string' && unkeepable.test(value)) throw refused(at);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inside] of Object.entries(value)) {
      if (unkeepable.test(key)) throw refused(at);
      waiting.push({ at: at === '' ? key : `${at}.${key}`, value: inside });
    }
  }
}

function refused(at: string): Refusal {
  const finding = { code: 'input.text', severity: 'error', at: at || 'input', says: 'This text holds a character that is none.' } as const;
  return new Refusal('bad-input', 'Something in the form is missing or wrong.', {
    because: `${finding.at}: ${finding.says}`,
    fix: 'Type it anew: it was probably copied together with invisible characters.',
    findings: [finding],
  });
}
