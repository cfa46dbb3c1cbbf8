import type { Finding } from '@claimwright/core/ground/base';
import type { KnownPerson } from './task.ts';

/** Takes out who a text is about, and puts it back into an answer. */
export interface Deidentifier {
  /** A vault for one call: the same thing gets the same token in all of its texts, and no other call's. */
  open(known: readonly KnownPerson[]): { deidentify(text: string): string; tokens(): string };
  /** Puts back what the tokens of a vault stand for; a token that is not the vault's is a finding. */
  reidentify(text: string, tokens: string): { readonly text: string; readonly findings: readonly Finding[] };
}
