import { may, must, segment } from '../grammar.ts';

export const LIN = segment('LIN', 'Drug', [may.text('number', 20), must.code('kind of code', 2, 2), must.text('drug code', 48)]);
