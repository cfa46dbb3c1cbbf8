import { gives, must, segment } from '../grammar.ts';

export const LS = segment('LS', 'Parties begin', [gives('nothing', must.text('loop', 6))]);
export const LE = segment('LE', 'Parties end', [gives('nothing', must.text('loop', 6))]);
