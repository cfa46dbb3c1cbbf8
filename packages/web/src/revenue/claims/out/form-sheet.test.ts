import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClaimToSend, paperForm } from '@claimwright/core/revenue/claims';
import { expect, test } from 'vitest';
import { drawnBoxes } from './form-sheet.ts';
import { nextBox } from './next-box.ts';

const golden = join(import.meta.dirname, '../../../../../../golden/revenue/claims/secondary/in.json');
const { claim } = (JSON.parse(readFileSync(golden, 'utf8')) as { next: { claim: ClaimToSend } }).next;
const form = paperForm(claim);
if (form === undefined) throw new Error('it has a form');
const boxes = drawnBoxes(form, 0);

test('each box is drawn where its words are printed, a service line’s once a line', () => {
  const [member] = boxes.filter(({ key }) => key === '1a');
  expect(member).toMatchObject({ x: 49, y: 6, wide: 30, high: 2, fields: [{ text: 'M100', left: 0, top: 1 }] });
  expect(boxes.filter(({ box }) => box.box === '24D').map(({ key, y }) => [key, y])).toEqual([
    ['24D/0', 43],
    ['24D/1', 45],
  ]);
  const seventh = { ...claim, lines: Array.from({ length: 7 }, (_, i) => ({ ...claim.lines[0], number: i + 1 })) } as ClaimToSend;
  const long = paperForm(seventh);
  expect(long === undefined ? [] : drawnBoxes(long, 1).filter(({ box }) => box.box === '24F')).toMatchObject([{ key: '24F/6', y: 43 }]);
});

test('arrows lead to the box beside, above and below', () => {
  const from = (key: string, arrow: Parameters<typeof nextBox>[2]) => nextBox(boxes, key, arrow);
  expect([
    from('2', 'ArrowRight'),
    from('2', 'ArrowDown'),
    from('24D/0', 'ArrowDown'),
    from('24F/1', 'ArrowLeft'),
    from('3', 'ArrowLeft'),
  ]).toEqual([...['3', '5', '24/1', '24E/1', '2']]);
  expect(from('payer', 'ArrowUp')).toBeUndefined();
});
