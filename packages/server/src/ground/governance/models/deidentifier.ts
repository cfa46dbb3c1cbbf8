import { randomFillSync } from 'node:crypto';
import type { Finding } from '@claimwright/core/ground/base';
import {
  deidentify,
  findIdentifiers,
  openVault,
  reidentify,
  type TokenMap,
  usDictionaries,
} from '@claimwright/core/ground/governance/deid';
import type { Material } from './task.ts';

/** Takes out who a text is about, and puts it back into an answer. */
export interface Deidentifier {
  /** A vault for one call: the same thing gets the same token in all of its texts, and no other call's. */
  open(known: Material['known'], purpose: string, year: number): { deidentify(text: string): string; tokens(): string };
  /** Puts back what the tokens of a vault stand for; a token that is not the vault's is a finding. */
  reidentify(text: string, tokens: string): { readonly text: string; readonly findings: readonly Finding[] };
}

/** The house's own de-identifier, with the dictionaries for the United States. */
export function openDeidentifier(): Deidentifier {
  const dictionaries = usDictionaries();
  return {
    open: (known, purpose, year) => {
      const vault = openVault({ purpose, random: (bytes) => randomFillSync(bytes), asOf: year });
      return {
        deidentify: (text) => deidentify(text, findIdentifiers(text, { dictionaries, known, asOf: year }), vault).text,
        tokens: () => JSON.stringify(vault.map()),
      };
    },
    reidentify: (text, tokens) => {
      const back = reidentify(text, JSON.parse(tokens) as TokenMap);
      return { text: back.text, findings: back.findings.length === 0 ? [] : [strangeToken] };
    },
  };
}

const strangeToken: Finding = {
  code: 'model.strange-token',
  severity: 'error',
  at: 'answer',
  says: 'The answer names somebody who was not in what it was given.',
  because: 'It carries a token that stands for nobody here.',
  fix: 'A person does this one by hand.',
};
