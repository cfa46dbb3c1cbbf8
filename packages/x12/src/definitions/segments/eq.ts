import { may, segment } from '../grammar.ts';
import { serviceTypes } from './eb.ts';
import { procedureParts } from './procedure.ts';

export const EQ = segment('EQ', 'Benefit asked for', [
  serviceTypes,
  may.parts('procedure', procedureParts),
  may.code('who is covered', 3),
  may.code('kind of insurance', 3),
  may.parts(
    'diagnosis pointers',
    Array.from({ length: 4 }, () => may.number('pointer', 2)),
  ),
]);
