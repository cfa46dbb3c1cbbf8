import { may, must, segment } from '../grammar.ts';

export const N3 = segment('N3', 'Street', [must.text('address', 55), may.text('address', 55)]);
