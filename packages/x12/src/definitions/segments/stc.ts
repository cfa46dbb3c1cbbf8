import { may, must, segment } from '../grammar.ts';

const status = [must.code('category', 30), must.code('status', 30), may.code('of whom', 3), may.code('kind of code', 3)];

export const STC = segment('STC', 'Status', [
  must.parts('status', status),
  may.date('date of the status'),
  may.code('action', 2),
  may.money('charged'),
  may.money('paid'),
  may.date('date of payment'),
  may.code('method of payment', 3),
  may.date('date of the check'),
  may.text('check or trace number', 16),
  may.parts('further status', status),
  may.parts('further status', status),
  may.text('message', 264),
]);
