import type { Finding } from '@claimwright/core/ground/base';
import { readClaimToSend } from '@claimwright/core/revenue/submission';
import { createReader } from '@claimwright/x12';
import type { DocumentReader, ReadResult } from '../../ground/intake/index.ts';
import { type DraftToKeep, keepDrafts } from '../claims/index.ts';

/** Drafts are kept in batches of this many, so that a large file does not fill memory. */
const most = 2_000;

/** Reads an 837 that a practice's own system made and nobody sent yet: each claim becomes a draft, looked at before it goes. */
export const draftReader: DocumentReader = {
  kind: '837-to-send',
  read: async (ctx, documentId, chunks): Promise<ReadResult> => {
    const findings: Finding[] = [];
    const waiting: DraftToKeep[] = [];
    let [made, repeated] = [0, 0];
    const keepThese = async (drafts: readonly DraftToKeep[]) => {
      const ids = await keepDrafts(ctx, drafts);
      made += ids.filter((id) => id !== undefined).length;
      repeated += ids.filter((id) => id === undefined).length;
    };
    const reader = createReader({
      claim: (loop) => {
        const claim = readClaimToSend(loop);
        // Line control numbers and the like are part of it: a system that makes another file of the same claims makes them anew.
        waiting.push({ claim, madeOf: `file ${JSON.stringify(claim)}`, documentId });
      },
      finding: (finding) => findings.push(finding),
    });
    for await (const chunk of chunks) {
      reader.push(chunk);
      while (waiting.length >= most) await keepThese(waiting.splice(0, most));
    }
    const { readable } = reader.end();
    await keepThese(waiting);
    return {
      ...{ readable: readable && made + repeated > 0, claims: made, remits: 0, deposits: 0, repeated },
      findings: [...findings, ...(made + repeated > 0 ? [] : [noClaims])],
      changes: [{ topic: 'drafts' }],
    };
  },
};

const noClaims: Finding = {
  code: 'claims.none',
  severity: 'error',
  at: 'file',
  says: 'No claim could be read in this file.',
  because: 'Drafts are made of the claims of an 837P, 837I or 837D.',
  fix: 'Check that the file is complete. It is kept as it came.',
};
