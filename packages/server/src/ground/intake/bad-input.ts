import { type Finding, NotExact } from '@claimwright/core/ground/base';
import { codeOf, Trouble } from '../../trouble.ts';

/** What is wrong with a document itself, where that is why reading it failed; undefined where it was bad luck, and may go well later. */
export function badInput(error: unknown): Finding | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof NotExact) return tooMuch;
    if (at instanceof Trouble && at.code === 'document-missing')
      return lost(codes.missing, 'The bytes of this file are not where they were kept.');
    if (at instanceof Trouble && at.code === 'document-damaged')
      return lost(codes.damaged, 'The bytes of this file are not those that came in.');
    if (at instanceof Trouble && at.code === 'pack-too-large') return bomb;
    const code = codeOf(at) ?? '';
    if (packed.includes(code)) return brokenPack;
    if (/^54/.test(code) && code.length === 5) return strangeText;
    const data = /^22(...)$/.exec(code)?.[1];
    if (data !== undefined && data in dataExceptions) return dataExceptions[data];
  }
  return undefined;
}

const codes = { missing: 'intake.bytes-missing', damaged: 'intake.bytes-damaged' } as const;

/** Whether a reading may be made again, because the bytes were not there to be read. */
export const wasLost = (findings: readonly Finding[]): boolean =>
  findings.some(({ code }) => code === codes.missing || code === codes.damaged);

const packed: readonly string[] = ['Z_BUF_ERROR', 'Z_DATA_ERROR', 'Z_NEED_DICT'];

const nothingKept = 'Nothing of it was kept.';
const error = { severity: 'error', at: 'file' } as const;

const lost = (code: string, says: string): Finding => ({
  ...error,
  code,
  says,
  because: `A disk failed, or somebody removed or changed them. ${nothingKept}`,
  fix: 'Send the very same file again, or restore it from a backup.',
});
const brokenPack: Finding = {
  ...error,
  code: 'intake.pack-broken',
  says: 'This packed file (gzip) is cut off or damaged.',
  because: `It could be unpacked in part only. ${nothingKept}`,
  fix: 'Fetch it again from where it came, and send the whole file.',
};
const bomb: Finding = {
  ...error,
  code: 'intake.pack-too-large',
  says: 'This packed file (gzip) opens to far more than a file of its size can hold.',
  because: `Such a file is damaged, or made to fill up a machine, so unpacking it was stopped. ${nothingKept}`,
  fix: 'Ask who made it to send it unpacked, or in several files. If all its files are that large, the administrator can raise the bound.',
};
const tooMuch: Finding = {
  ...error,
  code: 'intake.amount-too-large',
  says: 'The amounts in this file are too large to be added up exactly.',
  because: `Their sum is past 90 trillion dollars, so at least one of them is wrong. ${nothingKept}`,
  fix: 'Ask who made the file for a corrected one.',
};
const strangeText: Finding = {
  ...error,
  code: 'intake.not-keepable',
  says: 'This file holds a text that cannot be kept.',
  because: `A name, a number or a date in it is far too long, or made of characters that are none. ${nothingKept}`,
  fix: 'Ask who made the file for a corrected one.',
};
/** SQLSTATE's class 22, by its last three: too long, too large, no date, no such character. Class 54 is a text too long for an index. */
const dataExceptions: { readonly [state: string]: Finding } = {
  '001': strangeText,
  '003': tooMuch,
  '007': strangeText,
  '008': strangeText,
  '021': strangeText,
  P05: strangeText,
};
