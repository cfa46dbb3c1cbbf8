import { gives, may, must, segment } from '../grammar.ts';

export const NTE = segment('NTE', 'Note', [may.code('kind of note', 3), gives('text', must.text('note', 80))]);
