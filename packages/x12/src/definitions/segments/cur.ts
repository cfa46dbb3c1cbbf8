import { may, must, segment } from '../grammar.ts';

export const CUR = segment('CUR', 'Currency', [must.code('of whom', 3), must.code('currency', 3, 3), may.decimal('exchange rate')]);
