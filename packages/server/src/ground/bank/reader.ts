import { readBankFile } from '@claimwright/core/ground/bank';
import type { Finding } from '@claimwright/core/ground/base';
import type { Ctx } from '../../gate/index.ts';
import { addDeposits } from './store.ts';

/** A bank file is read as a whole; what is larger than this is none. */
const mostBytes = 100 * 1024 * 1024;

const nothing = { claims: 0, remits: 0, deposits: 0, repeated: 0, changes: [] };

/** Reads a bank's file into deposits, for intake upstairs: all of it or nothing. */
export const bankReader = {
  kind: 'bank',
  read: async (ctx: Ctx, documentId: string, chunks: AsyncIterable<Uint8Array>) => {
    const bytes = await gathered(chunks);
    const file = bytes && readBankFile(bytes);
    if (!file) return { ...nothing, readable: false, findings: [bytes ? noBankFile : tooLarge] };
    if (file.deposits.length === 0)
      return { ...nothing, readable: !file.findings.some((finding) => finding.severity === 'error'), findings: file.findings };
    const { added, repeated } = await addDeposits(ctx, documentId, file.deposits);
    return { ...nothing, readable: true, deposits: added, repeated, findings: file.findings, changes: [{ topic: 'deposits' }] };
  },
};

async function gathered(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > mostBytes) return undefined;
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

const noBankFile: Finding = {
  code: 'bank.unknown-kind',
  severity: 'error',
  at: 'file',
  says: 'This is no bank file that is read here.',
  because: 'Read are BAI2, OFX/QFX, CSV and NACHA files.',
  fix: 'Ask the bank for one of these. The file is kept as it came.',
};
const tooLarge: Finding = {
  code: 'bank.too-large',
  severity: 'error',
  at: 'file',
  says: 'This bank file is too large to be one.',
  because: 'More than 100 MB are not read as a bank file.',
  fix: 'Ask the bank for a file of fewer days.',
};
