import { gives, may, must, segment } from '../grammar.ts';

const status = [
  gives('nothing', must.code('category', 30)),
  gives('nothing', must.code('status', 30)),
  may.code('of whom', 3),
  may.code('kind of code', 3),
];

export const STC = segment('STC', 'Status', [
  must.parts('status', status),
  gives('date', may.date('date of the status')),
  may.code('action', 2),
  may.money('charged'),
  may.money('paid'),
  gives('date', may.date('date of payment')),
  may.code('method of payment', 3),
  gives('date', may.date('date of the check')),
  gives('number', may.text('check or trace number', 16)),
  may.parts('further status', status),
  may.parts('further status', status),
  gives('text', may.text('message', 264)),
]);
