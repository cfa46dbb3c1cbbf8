import { may, must, segment } from '../grammar.ts';

export const N2 = segment('N2', 'Further name', [must.text('name', 60), may.text('name', 60)]);
