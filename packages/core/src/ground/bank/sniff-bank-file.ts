import type { BankFileKind } from './bank-file.ts';
import { afterMark, latinText } from './bank-text.ts';

/**
 * Tells a bank's file apart by its first bytes (4 KB are plenty). Undefined: nothing that a bank sends, an X12 file for example.
 * CSV has no mark of its own, so it is whatever text has rows of several columns.
 */
export function sniffBankFile(head: Uint8Array): BankFileKind | undefined {
  const latin = latinText(head.subarray(0, 4096));
  const text = latin.slice(afterMark(latin)).trimStart();
  if (/^(ISA|UNA|UNB|MSH|%PDF|[{[])/.test(text)) return undefined;
  if (/^01\s*,[^,\r\n]*,[^,\r\n]*,\s*\d{6}\s*,/.test(text) || /^0[12]\s*,.*\/\s*[\r\n]+0?[23]?2?\s*,/.test(text)) return 'bai2';
  if (/^101[ 0-9]\d{8,9}/.test(text)) return 'nacha';
  if (/^(OFXHEADER\s*:|<\?OFX\b)/i.test(text) || /<OFX>/i.test(text)) return 'ofx';
  if (text.startsWith('<')) return undefined;
  return looksTabular(text) ? 'csv' : undefined;
}

function looksTabular(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary files from text
  if (/[\x00-\x08\x0e-\x1f]/.test(text)) return false;
  return text.split(/\r\n|\r|\n/, 30).some((line) => /date/i.test(line) && /[,;\t|]/.test(line));
}
