import { may, must, segment } from '../grammar.ts';

export const AMT = segment('AMT', 'Amount', [must.code('kind of amount', 3), must.money('amount'), may.code('credit or debit', 1)]);
