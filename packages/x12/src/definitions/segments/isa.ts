import { gives, may, must, segment } from '../grammar.ts';

export const ISA = segment(
  'ISA',
  'Interchange begins',
  [
    must.code('authorisation kind', 2, 2),
    gives('text', may.text('authorisation', 10, 0)),
    must.code('security kind', 2, 2),
    gives('text', may.text('security', 10, 0)),
    must.code('sender id kind', 2, 2),
    gives('number', must.text('sender', 15)),
    must.code('receiver id kind', 2, 2),
    gives('number', must.text('receiver', 15)),
    gives('date', must.number('date (YYMMDD)', 6, 6)),
    must.time('time'),
    gives('nothing', must.text('repetition separator', 1)),
    must.code('interchange version', 5, 5),
    gives('control', must.text('interchange control number', 9, 9)),
    must.code('acknowledgment wanted', 1),
    must.code('production or test', 1),
    gives('nothing', must.text('component separator', 1)),
  ],
  { formal: [9, 10, 11, 13, 16] },
);
