import { may, segment } from '../grammar.ts';

export const CR3 = segment('CR3', 'Equipment certificate', [may.code('kind', 1), may.code('unit', 2), may.decimal('months')]);
