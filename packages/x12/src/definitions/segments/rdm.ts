import { may, must, segment } from '../grammar.ts';

export const RDM = segment('RDM', 'How the remittance is delivered', [must.code('way', 2), may.text('name', 60), may.text('address', 256)]);
