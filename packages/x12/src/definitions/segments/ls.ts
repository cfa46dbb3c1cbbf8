import { must, segment } from '../grammar.ts';

export const LS = segment('LS', 'Parties begin', [must.text('loop', 6)]);
export const LE = segment('LE', 'Parties end', [must.text('loop', 6)]);
