import { may, must, segment } from '../grammar.ts';

const elements = [must.code('verdict', 1), ...Array.from({ length: 5 }, () => may.code('what is wrong', 3))];

export const IK5 = segment('IK5', 'Verdict on the set', elements);
export const AK5 = segment('AK5', 'Verdict on the set', elements);
