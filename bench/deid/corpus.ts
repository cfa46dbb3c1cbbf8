import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IdentifierClass } from '@claimwright/core/ground/governance/deid';

/** A note with what in it tells whose it is, and the clinical words that must stay. */
export interface LabelledNote {
  readonly title: string;
  readonly text: string;
  readonly labels: readonly Label[];
  readonly kept: readonly Place[];
}

interface Place {
  readonly from: number;
  readonly to: number;
}

export interface Label extends Place {
  readonly class: IdentifierClass;
}

const classes: { readonly [letter: string]: IdentifierClass } = {
  N: 'NAME',
  G: 'GEO',
  Z: 'ZIP',
  D: 'DATE',
  A: 'AGE',
  P: 'PHONE',
  X: 'FAX',
  E: 'EMAIL',
  S: 'SSN',
  M: 'MRN',
  B: 'PLAN',
  C: 'ACCOUNT',
  L: 'LICENSE',
  V: 'VEHICLE',
  K: 'DEVICE',
  U: 'URL',
  I: 'IP',
  O: 'BIOMETRIC',
  F: 'FILE',
  W: 'ORG',
  Q: 'ID',
};

// A title, a weekday, "the" before what they go with may stay or go: they are not part of what must be found.
const around: { readonly [letter: string]: RegExp } = {
  N: /^(?:(?:mrs?|ms|drs?|dra|sra|doctor|coach|uncle)\b\.?\s*)+/i,
  D: /^(?:the week of|last|the|(?:mon|tues?|wed|thurs?|fri|sat|sun)[a-z]*)[\s,]+(?:the )?/i,
};

/** Reads `… <N:Jane Roe> … <=:Graves disease> …`: what stands in the brackets is the text, the letter before it its class. */
export function readNote(title: string, marked: string): LabelledNote {
  const labels: Label[] = [];
  const kept: Place[] = [];
  let text = '';
  let at = 0;
  for (const match of marked.matchAll(/<([A-Z=]):([^<>]*)>/g)) {
    text += marked.slice(at, match.index);
    const [whole, letter = '', inside = ''] = match;
    const lead = around[letter]?.exec(inside)?.[0].length ?? 0;
    const place = { from: text.length + lead, to: text.length + inside.length };
    text += inside;
    at = match.index + whole.length;
    const as = classes[letter];
    if (letter === '=') kept.push(place);
    else if (as) labels.push({ ...place, class: as });
    else throw new Error(`${title}: nobody knows the class ${letter}`);
  }
  return { title, text: text + marked.slice(at), labels, kept };
}

const folder = join(import.meta.dirname, '../../golden/ground/governance/deid');

const read = (name: string): LabelledNote[] =>
  readFileSync(join(folder, name), 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((note) =>
      readNote(`${name.replace('.txt', '')}: ${note.slice(0, note.indexOf('\n'))}`, note.slice(note.indexOf('\n') + 1).trimEnd()),
    );

const untouched = 'first-reading.txt';

/** The notes written by hand, a file a field of work. */
export function handWritten(): LabelledNote[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt') && name !== untouched)
    .sort()
    .flatMap(read);
}

/** Written by somebody who knew none of the rules, and not looked at to change one; none between two sets. */
export const unseen = (): LabelledNote[] | undefined => (existsSync(join(folder, untouched)) ? read(untouched) : undefined);
