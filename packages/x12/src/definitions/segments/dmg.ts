import { gives, may, must, segment } from '../grammar.ts';

export const DMG = segment(
  'DMG',
  'Birth and sex',
  [
    must.code('form of the date', 3),
    gives('birth date', must.period('date of birth')),
    may.code('sex', 1),
    may.code('marital status', 1),
    gives('nothing', may.text('race or ethnicity', 40)),
    may.code('citizenship', 2),
    may.code('country', 3),
  ],
  { formAt: 1 },
);
