import { expect, test } from 'vitest';
import { bytesOf } from '../../testing/files.ts';
import { decode } from './text.ts';

const read = (text: string) => decode(bytesOf(text), 0, bytesOf(text).length);

test('a text is itself whatever was read before it, with bytes of zero before it too', () => {
  const texts = ['FAM', '\0FAM', '\0\0FAM', 'A', '\0A', '\0', 'ë', '\0ë', 'ABCDEF', '\0ABCDE', '0123456789ABCDEF'];
  for (const text of [...texts, ...texts.toReversed(), ...texts]) expect(read(text)).toBe(text);
});
