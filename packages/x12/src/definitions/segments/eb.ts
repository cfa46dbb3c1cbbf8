import { type ElementDefinition, gives, may, must, segment } from '../grammar.ts';
import { procedureParts } from './procedure.ts';

/** Codes of kinds of service, several in one element. */
export const serviceTypes: ElementDefinition = { ...may.code('kind of service', 2), repeats: 99 };

export const EB = segment(
  'EB',
  'Benefit',
  [
    must.code('kind of information', 3),
    may.code('who is covered', 3),
    serviceTypes,
    may.code('kind of insurance', 3),
    gives('name', may.text('plan', 50)),
    may.code('kind of period', 2),
    may.money('amount'),
    may.decimal('share', 10),
    may.code('kind of quantity', 2),
    may.decimal('quantity'),
    may.code('authorisation needed', 1),
    may.code('within the network', 1),
    may.parts('procedure', procedureParts),
    may.parts(
      'diagnosis pointers',
      Array.from({ length: 4 }, () => may.number('pointer', 2)),
    ),
  ],
  { together: [[9, 10]] },
);
