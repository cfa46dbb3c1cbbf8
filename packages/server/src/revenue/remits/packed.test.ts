import { expect, test } from 'vitest';
import { Packed } from './packed.ts';

test('a long list is read as it was written, as often as one likes', () => {
  const list = new Packed<{ readonly n: number; readonly text: string }>();
  const made = (n: number) => ({ n, text: `claim ${n} `.repeat(40) });
  for (let n = 0; n < 45_000; n++) list.push(made(n));
  expect(list.length).toBe(45_000);
  for (let round = 0; round < 2; round++) {
    let n = 0;
    for (const one of list) {
      if (one.n !== n || (n % 1_000 === 0 && one.text !== made(n).text)) throw new Error(`item ${n} is another`);
      n += 1;
    }
    expect(n).toBe(45_000);
  }
});
