import { findIdentifiers, usDictionaries } from '@claimwright/core/ground/governance/deid';
import type { Found } from './score.ts';

export interface Contender {
  readonly name: string;
  /** What is found in a text, before anybody counts. */
  readonly find: (text: string) => Promise<readonly Found[]>;
}

export const contenderNames = ['claimwright', 'redact-pii', '@openredaction/openredaction'] as const;

export async function contender(name: string): Promise<Contender> {
  if (name === 'claimwright') {
    const dictionaries = usDictionaries();
    return { name, find: async (text) => findIdentifiers(text, { dictionaries, asOf: 2026 }) };
  }
  if (name === 'redact-pii') {
    const { SyncRedactor } = await import('redact-pii');
    const redactor = new SyncRedactor({ globalReplaceWith: hole });
    return { name, find: async (text) => holes(text, redactor.redact(text)) };
  }
  const { OpenRedaction } = await import('@openredaction/openredaction');
  const shield = new OpenRedaction({ preset: 'hipaa' });
  return {
    name,
    find: async (text) => (await shield.detect(text)).detections.map(({ position: [from, to] }) => ({ from, to })),
  };
}

const hole = '\u0001';

/** redact-pii answers only the text without what it took out: what stands between two kept pieces was found. */
function holes(text: string, redacted: string): Found[] {
  const found: Found[] = [];
  let at = 0;
  let open = false;
  for (const piece of redacted.split(hole)) {
    const next = piece === '' ? at : text.indexOf(piece, at);
    if (next < 0) break;
    if (open && next > at) found.push({ from: at, to: next });
    at = next + piece.length;
    open = true;
  }
  if (redacted.endsWith(hole) && at < text.length) found.push({ from: at, to: text.length });
  return found;
}
