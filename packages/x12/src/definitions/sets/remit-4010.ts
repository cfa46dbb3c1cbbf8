import { maybe, type SetDefinition } from '../grammar.ts';
import { remitRoot } from './remit-5010.ts';

/** 4010A1 asks for no address and no contact of the payer. */
export const remit4010: SetDefinition = {
  set: '835',
  versions: ['004010X091', '004010'],
  name: 'Remittance advice (4010)',
  builds: 'remits',
  root: remitRoot(maybe),
};
