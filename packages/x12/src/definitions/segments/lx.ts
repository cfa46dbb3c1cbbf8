import { must, segment } from '../grammar.ts';

export const LX = segment('LX', 'Number', [must.number('number', 6)], { formal: [1] });
