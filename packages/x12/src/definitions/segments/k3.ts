import { must, segment } from '../grammar.ts';

export const K3 = segment('K3', 'Note in fixed form', [must.text('note', 80)]);
