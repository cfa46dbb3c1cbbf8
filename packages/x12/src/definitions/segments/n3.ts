import { gives, may, must, segment } from '../grammar.ts';

export const N3 = segment('N3', 'Street', [gives('address', must.text('address', 55)), gives('address', may.text('address', 55))]);
