import { gives, may, must, segment } from '../grammar.ts';

const total = (n: number) => may.decimal(`inpatient figure ${n}`, 18);

export const MIA = segment('MIA', 'Inpatient remarks', [
  must.decimal('covered days'),
  ...[2, 3, 4].map(total),
  gives('nothing', may.text('remark', 50)),
  ...Array.from({ length: 14 }, (_, i) => total(i + 6)),
  ...Array.from({ length: 4 }, () => gives('nothing', may.text('remark', 50))),
  total(24),
]);
