import { must, segment } from '../grammar.ts';

export const LQ = segment('LQ', 'Remark', [must.code('kind of remark', 3), must.text('remark', 30)]);
