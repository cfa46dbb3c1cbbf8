import { may, must, segment } from '../grammar.ts';

export const MSG = segment('MSG', 'Message', [must.text('text', 264), may.code('line feed', 2), may.number('lines', 9)]);
