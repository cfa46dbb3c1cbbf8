import { must, segment } from '../grammar.ts';

export const GS = segment(
  'GS',
  'Group begins',
  [
    must.code('kind of group', 2, 2),
    must.text('sender', 15),
    must.text('receiver', 15),
    must.date('date'),
    must.time('time'),
    must.text('group control number', 9),
    must.code('responsible agency', 2),
    must.text('version', 12),
  ],
  { formal: [4, 5, 6] },
);
