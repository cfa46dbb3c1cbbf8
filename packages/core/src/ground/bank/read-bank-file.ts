import type { BankFile } from './bank-file.ts';
import type { CsvMapping } from './csv-columns.ts';
import { readBai2 } from './read-bai2.ts';
import { readDepositCsv } from './read-deposit-csv.ts';
import { readNacha } from './read-nacha.ts';
import { readOfx } from './read-ofx.ts';
import { sniffBankFile } from './sniff-bank-file.ts';

/** Reads whichever kind of bank file these bytes are; undefined: none of them. */
export function readBankFile(bytes: Uint8Array, options: { readonly mapping?: CsvMapping } = {}): BankFile | undefined {
  const kind = sniffBankFile(bytes);
  if (kind === 'bai2') return readBai2(bytes);
  if (kind === 'nacha') return readNacha(bytes);
  if (kind === 'ofx') return readOfx(bytes);
  return kind === 'csv' ? readDepositCsv(bytes, options) : undefined;
}
