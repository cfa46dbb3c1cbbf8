import type { AttachmentToSend, ClaimToSend, ProviderToSend } from '../../../claims/index.ts';
import { type Changes, day, dental, institutional, medical } from '../claims.ts';
import { cases, made } from './case.ts';

const visit = (changes: Changes) => medical(['99213'], changes);
const plan = (filingIndicator: string | undefined) => visit({ coverage: { filingIndicator } });
const related = (relationship: string | undefined) =>
  relationship === undefined ? dental(['D0120']) : visit({ coverage: { relationship } });
const attached = (of: Partial<AttachmentToSend>): AttachmentToSend => ({ report: 'OZ', transmission: 'EL', controlNumber: 'AT1', ...of });
const withClaim = (of: Partial<AttachmentToSend>) => visit({ claim: { attachments: [attached(of)] } });
const withLine = (of: Partial<AttachmentToSend>) => dental(['D2740#14'], { line: { attachments: [attached(of)] } });
const home = { line1: '400 Harbor Road', city: 'Tampa', state: 'FL' };
const bills = (zip: string) => visit({ billing: { address: { ...home, zip } } });
const at = (zip: string) => visit({ claim: { facility: { entity: 'organisation', name: 'Harborside', address: { ...home, zip } } } });

const told = (filingIndicator: string, code: string, accident?: ClaimToSend['accident']) =>
  medical([code], { coverage: { filingIndicator }, claim: { accident } });
const stands = (placeOfService: string, ofLine?: string, facility?: ProviderToSend) =>
  visit({ claim: { placeOfService, facility }, line: { placeOfService: ofLine } });
const lies = (placeOfService: string, code: string, hospitalFrom?: ClaimToSend['hospitalFrom']) =>
  medical([code], { claim: { placeOfService, hospitalFrom } });
const tested = (line: string, cliaNumber: string | undefined, filingIndicator = 'MB') =>
  medical([line], { coverage: { filingIndicator }, claim: { cliaNumber } });
const ends = [1, 2, 3, 4, 5];

export const payerCodeCases = [
  made(
    'kind-of-insurance',
    [
      ...[undefined, '', 'QQ', 'XX', 'mb', 'C', 'PPO', '99'].map(plan),
      dental(['D0120'], { coverage: { filingIndicator: 'DENT' } }),
      institutional(['99213'], { coverage: { filingIndicator: 'A' } }),
    ],
    [
      ...['CI', 'MB', 'BL', 'HM', '12', 'WC', 'AM', 'ZZ'].map(plan),
      dental(['D0120'], { coverage: { filingIndicator: '15' } }),
      institutional(['99213'], { coverage: { filingIndicator: 'MA' } }),
    ],
  ),
  cases(
    'relationship-unknown',
    related,
    ['ZZ', '', '1', 'SELF', '02', '99', '00', 'g8', 'CH', '180'],
    ['18', '01', '19', '20', '21', '39', '40', '53', 'G8', undefined],
  ),
  made(
    'attachment-way',
    [
      ...['ZZ', '', 'EMAIL', 'fx', 'XX'].map((transmission) => withClaim({ transmission })),
      ...['ZZ', '', 'MAIL', 'el', '01'].map((transmission) => withLine({ transmission })),
    ],
    [
      ...['AA', 'BM', 'EL', 'EM', 'FT'].map((transmission) => withClaim({ transmission })),
      ...['AA', 'BM', 'EL', 'EM', 'FX'].map((transmission) => withLine({ transmission })),
    ],
  ),
  made(
    'attachment-without-number',
    [
      ...['BM', 'EL', 'EM', 'FT', 'FX'].map((transmission) => withClaim({ transmission, controlNumber: '' })),
      ...['BM', 'EL', 'EM', 'FT', 'FX'].map((transmission) => withLine({ transmission, controlNumber: ' ' })),
    ],
    [
      ...['BM', 'EL', 'EM', 'FT', 'FX'].map((transmission) => withClaim({ transmission })),
      withClaim({ transmission: 'AA', controlNumber: '' }),
      withLine({ transmission: 'AA', controlNumber: '' }),
      ...['BM', 'EL', 'FX'].map((transmission) => withLine({ transmission })),
    ],
  ),
  made(
    'zip-plus-four',
    ends.flatMap((end) => [bills(`3360${end}`), at(`3360${end}`)]),
    ends.flatMap((end) => [bills(`3360${end}0002`), at(`3360${end}0002`)]),
  ),
  made(
    'accident-untold',
    ['99213', '99214', '97110', '93000', '92014'].flatMap((code) => [told('WC', code), told('AM', code)]),
    [
      ...['99213', '99214', '97110', '93000'].flatMap((code) => [told('CI', code), told('MB', code)]),
      told('WC', '99213', { kind: 'employment', on: day('2026-03-01') }),
      told('AM', '99213', { kind: 'auto', on: day('2026-03-01'), state: 'FL' }),
    ],
  ),
  made(
    'service-facility-missing',
    ['19', '21', '22', '23', '24'].flatMap((place) => [stands(place), stands('11', place)]),
    [
      ...['11', '10', '12', '02'].map((place) => stands(place)),
      ...['19', '21', '22', '23', '24'].map((place) =>
        stands(place, undefined, { entity: 'organisation', name: 'Harborside', npi: '1992861900' }),
      ),
      dental(['D0120'], { claim: { placeOfService: '22' } }),
    ],
  ),
  made(
    'hospital-day-missing',
    [...['99213', '99214', '97110', '93000', '92014', '66984', 'J1100', '90471', '97140', '92134'].map((code) => lies('21', code))],
    [
      ...['99213', '99214', '97110', '93000', '92014'].map((code) => lies('21', code, day('2026-03-08'))),
      ...['99213', '99214', '97110', '93000'].map((code) => lies('22', code)),
      lies('11', '99213'),
    ],
  ),
  made(
    'laboratory-certificate',
    [undefined, '', '12D456789', '1234567890', '12D45678901'].flatMap((clia) => [tested('99213-QW', clia), tested('93000-QW', clia)]),
    [
      ...['12D4567890', '05D0000001', '99D1234567'].flatMap((clia) => [tested('99213-QW', clia), tested('93000-QW', clia)]),
      ...['99213', '93000-26', '97110-GP'].map((line) => tested(line, undefined)),
      tested('99213-QW', undefined, 'CI'),
    ],
  ),
];
