import { gives, must, segment } from '../grammar.ts';

export const K3 = segment('K3', 'Note in fixed form', [gives('text', must.text('note', 80))]);
