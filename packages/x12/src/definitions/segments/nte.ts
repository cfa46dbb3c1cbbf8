import { may, must, segment } from '../grammar.ts';

export const NTE = segment('NTE', 'Note', [may.code('kind of note', 3), must.text('note', 80)]);
