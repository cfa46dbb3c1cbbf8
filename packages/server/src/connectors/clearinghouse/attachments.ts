import type { ClearinghouseKind } from './port.ts';

/** What belongs to a claim beside its segments: it is found by its control number, whichever way it comes (PWK06). */
export interface AttachmentToSend {
  readonly controlNumber: string;
  readonly bytes: Uint8Array;
}

/** Takes attachments electronically (275). */
export type AttachmentPort = (attachment: AttachmentToSend, milliseconds: number) => Promise<void>;

const ports: { readonly [kind in ClearinghouseKind]?: AttachmentPort } = {};

/** The way by which attachments go to partners of a kind: none does yet, and none is pretended. */
export const attachmentPort = (kind: string): AttachmentPort | undefined => Object.entries(ports).find(([one]) => one === kind)?.[1];
