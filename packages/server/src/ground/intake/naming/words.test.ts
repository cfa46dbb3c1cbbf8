import { expect, test } from 'vitest';
import { tokensOf, typedName } from './words.ts';

/** As the store looks: all tokens of what was typed must be kept of the name, and then the name is opened. */
const finds = (typed: string, name: string): boolean => {
  const { tokens, means } = typedName(typed);
  const kept = new Set(tokensOf(name));
  return tokens.length > 0 && tokens.every((token) => kept.has(token)) && means(name);
};

test('a file is found by the beginnings of the words of its name', () => {
  const name = 'Evergreen-20261106.835';
  for (const typed of ['evergreen', 'EVE', 'ever', '20261106', '202611061', '835', name, 'evergreen 835'])
    expect([typed, finds(typed, name)]).toEqual([typed, typed !== '202611061']);
  expect([finds('green', name), finds('', name), finds('evergreen 836', name), finds('ä', 'Ämter.txt')]).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect([finds('äm', 'äm 1.835'), finds('1', 'äm 1.835')]).toEqual([true, true]);
});
