import type { Acted, Actor, Ctx, Gate } from '../../gate/index.ts';
import type { ReceivedView } from './views.ts';

/** A name as it may be kept and shown: no line ends, no NUL, no half of a character, the end of it where it is too long. */
export const cleanName = (name: string): string =>
  name
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are meant.
    .replace(/[\u0000-\u001f\u007f]/g, '_')
    .slice(-255)
    .replace(/\p{Surrogate}/gu, '_')
    .trim() || 'file';

/** What comes from outside by itself, or from a browser, is no larger. */
export const largestFile = 1 << 30;

/** What somebody may say that a file is, where its first bytes do not tell. */
export const wishedKinds = ['claims-to-send', 'coverage', 'authorizations'] as const;
export type WishedKind = (typeof wishedKinds)[number];

/** The place that a file was taken from by itself, and how it lay there. */
export interface TakenFrom {
  readonly sourceId: string;
  readonly name: string;
  readonly size: number;
  readonly modifiedAt: number;
}

/** Keeps the bytes behind the blob port as they come, then puts the document on the books. The same way for an upload, the command line and the demo. */
export async function receiveFile(
  gate: Gate,
  blobs: Ctx['blobs'],
  actor: Actor,
  name: string,
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
  from?: TakenFrom,
  as?: WishedKind,
): Promise<Acted<ReceivedView>> {
  const kept = await blobs.put(actor.tenant, bytes);
  return gate.act<ReceivedView>(
    'ground/intake/receive',
    { ...kept, name: cleanName(name), ...(from ? { from } : {}), ...(as ? { as } : {}) },
    actor,
  );
}
