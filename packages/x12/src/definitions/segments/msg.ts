import { gives, may, must, segment } from '../grammar.ts';

export const MSG = segment('MSG', 'Message', [gives('text', must.text('text', 264)), may.code('line feed', 2), may.number('lines', 9)]);
