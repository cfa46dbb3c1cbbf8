import { expect, it } from 'vitest';
import { placesInWords } from './form-words.ts';

it.each([
  ['practice.npi: This is no NPI.', 'The practice, NPI: This is no NPI.'],
  [
    'providers.1.npi: This is no NPI.; sites.0.timeZone: There is no such zone.',
    'Providers, row 2, NPI: This is no NPI.; Sites, row 1, time zone: There is no such zone.',
  ],
  ['payers.0.ids.2: Too long.', 'Payers, row 1, payer ids, row 3: Too long.'],
  ['The practice is there already.', 'The practice is there already.'],
])('%s', (given, words) => expect(placesInWords(given)).toBe(words));
