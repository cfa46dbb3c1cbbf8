import { gives, may, must, segment } from '../grammar.ts';

export const N2 = segment('N2', 'Further name', [gives('name', must.text('name', 60)), gives('name', may.text('name', 60))]);
