import { may, must, segment } from '../grammar.ts';

export const ST = segment('ST', 'Set begins', [must.code('set', 3, 3), must.text('set control number', 9), may.text('version', 35)], {
  formal: [2],
});
