import { findIdentifiers, usDictionaries } from '@claimwright/core/ground/governance/deid';
import { contenderModule } from '../contenders/install.ts';
import type { Found } from './score.ts';

export interface Contender {
  readonly name: string;
  /** What is found in a text, before anybody counts. */
  readonly find: (text: string) => Promise<readonly Found[]>;
}

/** What we use of them. */
interface RedactPii {
  readonly SyncRedactor: new (options: { globalReplaceWith: string }) => { redact(text: string): string };
}
interface OpenRedactionModule {
  readonly OpenRedaction: new (options: {
    preset: string;
  }) => {
    detect(text: string): Promise<{ detections: { position: [number, number] }[] }>;
  };
}

export const contenderNames = ['claimwright', 'redact-pii', '@openredaction/openredaction'] as const;

export async function contender(name: string): Promise<Contender> {
  if (name === 'claimwright') {
    const dictionaries = usDictionaries();
    return { name, find: async (text) => findIdentifiers(text, { dictionaries, asOf: 2026 }) };
  }
  if (name === 'redact-pii') {
    const { SyncRedactor }: RedactPii = await import(contenderModule('redact-pii'));
    const redactor = new SyncRedactor({ globalReplaceWith: hole });
    return { name, find: async (text) => holes(text, redactor.redact(text)) };
  }
  const { OpenRedaction }: OpenRedactionModule = await import(contenderModule('@openredaction/openredaction'));
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
