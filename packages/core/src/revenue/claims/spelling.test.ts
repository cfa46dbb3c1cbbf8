import { expect, test } from 'vitest';
import { lettersBeyond, spelled } from './spelling.ts';

test.each([
  ['Núñez', 'Nunez'],
  ['Łukasz Strauß', 'Lukasz Strauss'],
  ['Søren Ærø', 'Soren AEro'],
  ['Nguyễn Thị', 'Nguyen Thi'],
  ['José', 'Jose'],
  ['O’Fern – rear…', "O'Fern - rear..."],
  ["Smith-O'Hara Jr.", "Smith-O'Hara Jr."],
  ['李 Marlow', '李 Marlow'],
])('%s is spelled %s', (text, plain) => {
  expect(spelled(text)).toBe(plain);
});

test('letters beyond ASCII are told, each once, whether their marks stand apart or not', () => {
  expect(lettersBeyond('Núñez Peñón')).toBe('úñó');
  expect(lettersBeyond('José')).toBe('é');
  expect(lettersBeyond('Plain 123')).toBe('');
});
