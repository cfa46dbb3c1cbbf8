import { sniffBankFile } from '../bank/index.ts';

/** What a document is, by its first bytes. */
export type DocumentKind =
  | ('835' | '837' | '837-to-send' | '271' | 'acknowledgment')
  | ('coverage' | 'authorizations' | 'bank' | 'x12' | 'unknown');

/** What tells where claims and questions of ours stand. */
const answers = ['999', '997', '277'];

/** Tells a document's kind from its first bytes (after decompression; 4 KB are plenty). Never throws. */
export function sniffDocument(head: Uint8Array): DocumentKind {
  let text = '';
  for (const byte of head.subarray(0, 4096)) text += String.fromCharCode(byte);
  const set = /(?:^|[^A-Za-z0-9])ST([^A-Za-z0-9])(\d{3})\1/.exec(text);
  if (set && answers.includes(set[2] ?? '')) return 'acknowledgment';
  if (set) return set[2] === '835' || set[2] === '837' || set[2] === '271' ? set[2] : 'x12';
  if (/[^A-Za-z0-9]TA1[^A-Za-z0-9]/.test(text)) return 'acknowledgment';
  if (/(?:^|[^A-Za-z0-9])(?:ISA|GS)[^A-Za-z0-9]/.test(text.slice(0, 512))) return 'x12';
  return sniffList(text) ?? (sniffBankFile(head) === undefined ? 'unknown' : 'bank');
}

/** A list of coverage, or of authorizations, by its headings; others are what they are said to be. */
function sniffList(text: string): 'coverage' | 'authorizations' | undefined {
  const [first = ''] = text.split(/[\r\n]/, 1);
  const headings = first.toLowerCase().replaceAll(/[^a-z,;\t]+/g, '_');
  const has = (name: string): boolean => new RegExp(`(?:^|[,;\\t])_?${name}_?(?:[,;\\t]|$)`).test(headings);
  if (!['payer_id', 'member_id', 'last_name', 'first_name'].every(has) || has('charged')) return undefined;
  return has('authorization') ? 'authorizations' : 'coverage';
}
