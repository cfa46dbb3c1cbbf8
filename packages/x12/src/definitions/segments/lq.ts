import { gives, must, segment } from '../grammar.ts';

export const LQ = segment('LQ', 'Remark', [must.code('kind of remark', 3), gives('nothing', must.text('remark', 30))]);
