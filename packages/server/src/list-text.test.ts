import { expect, test } from 'vitest';
import { listText } from './list-text.ts';

const text = 'account,last_name\nA1,Núñez\n';

test.each([
  ['UTF-8', Buffer.from(text, 'utf8')],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`, 'utf8')],
  ['UTF-16, little end first', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16, big end first', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ['Windows-1252', Buffer.from(text, 'latin1')],
])('a list in %s is read as it was meant', (_, bytes) => expect(listText(bytes)).toBe(text));
