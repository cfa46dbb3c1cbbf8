import type { Finding } from '@claimwright/core/ground/base';
import { createEligibilityReader, readAuthorizationCsv, readCoverageCsv, whoseFindings } from '@claimwright/core/revenue/eligibility';
import type { Ctx } from '../../gate/index.ts';
import type { DocumentReader, ReadResult } from '../../ground/intake/index.ts';
import { listText } from '../../list-text.ts';
import { type Kept, keepAuthorizations, keepCoverages, listMaps } from './store.ts';

/** A list is held in memory: it is of people, and none is larger. */
const mostBytes = 64 << 20;

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > mostBytes) return undefined;
    pieces.push(chunk);
  }
  return listText(Buffer.concat(pieces));
}

const nobody: Kept = { kept: 0, unsure: { several: [], undated: [], others: [] } };

/** What a list or an answer came to: how many were taken, how many were here, and what is wrong with the others. */
function told(of: string, rows: number, { kept, unsure }: Kept, found: readonly Finding[]): ReadResult {
  const findings = [...found, ...whoseFindings(unsure)];
  const all = rows - unsure.several.length;
  return {
    ...{ claims: 0, remits: 0, deposits: 0, repeated: all - kept, readable: rows > 0 },
    findings: [...findings, ...(all > 0 ? [taken(of, kept, all - kept)] : findings.length > 0 ? [] : [nothing(of)])],
    changes: [{ topic: 'drafts' }],
  };
}

const coverageReader: DocumentReader = {
  kind: 'coverage',
  read: async (ctx, documentId, chunks) => {
    const text = await textOf(chunks);
    if (text === undefined) return told('coverage', 0, nobody, [tooLarge]);
    const { rows, findings } = readCoverageCsv(text, await listMaps(ctx, 'coverage'), ctx.today);
    return told('coverage', rows.length, await keepCoverages(ctx, documentId, rows), findings);
  },
};

const authorizationReader: DocumentReader = {
  kind: 'authorizations',
  read: async (ctx, documentId, chunks) => {
    const text = await textOf(chunks);
    if (text === undefined) return told('authorizations', 0, nobody, [tooLarge]);
    const { rows, findings } = readAuthorizationCsv(text, await listMaps(ctx, 'authorizations'));
    return told('authorizations', rows.length, await keepAuthorizations(ctx, documentId, rows), findings);
  },
};

/** What payers answered to who is covered (271). */
const eligibilityReader: DocumentReader = {
  kind: '271',
  read: async (ctx: Ctx, documentId, chunks) => {
    const reader = createEligibilityReader(ctx.today);
    for await (const chunk of chunks) reader.push(chunk);
    const { readable, learned, findings } = reader.end();
    const result = told('coverage', learned.length, await keepCoverages(ctx, documentId, learned), findings);
    return { ...result, readable: readable && (learned.length > 0 || findings.length > 0) };
  },
};

const taken = (of: string, kept: number, repeated: number): Finding => ({
  ...{ code: `${of}.taken`, severity: 'info', at: 'file' },
  says: `${kept} ${of === 'coverage' ? (kept === 1 ? 'coverage is' : 'coverages are') : kept === 1 ? 'authorization is' : 'authorizations are'} kept.`,
  ...(repeated > 0 ? { because: `${repeated} said nothing new.` } : {}),
});
const nothing = (of: string): Finding => ({
  ...{ code: `${of}.none`, severity: 'error', at: 'file', says: 'Nothing could be read in this file.' },
  fix: 'Check that the file is complete. It is kept as it came.',
});
const tooLarge: Finding = {
  ...{ code: 'coverage.large', severity: 'error', at: 'file', says: 'This list is larger than 64 MiB.' },
  fix: 'Bring it in in parts.',
};

export const learnedReaders: readonly DocumentReader[] = [coverageReader, authorizationReader, eligibilityReader];
