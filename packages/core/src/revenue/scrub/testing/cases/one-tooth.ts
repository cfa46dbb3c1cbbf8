import { day, dental } from '../claims.ts';
import { cases, made } from './case.ts';

const line = (text: string) => dental([text]);
const lines = (text: string) => dental(text.split(' '));
const severalTeeth = (code: string, ...teeth: readonly string[]) =>
  dental([code], { line: { teeth: teeth.map((tooth) => ({ tooth, surfaces: [] })) } });
const apart = (text: string) => {
  const facts = lines(text);
  const moved = facts.claim.lines.map((one, i) => (i === 0 ? one : { ...one, servedOn: day('2026-03-11') }));
  return { ...facts, claim: { ...facts.claim, lines: moved } };
};

export const oneToothCases = [
  made(
    'line-of-one-tooth',
    [
      ...['D1351*4#3', 'D7140*2#1', 'D4341*4@10', 'D4341*2@30', 'D2391*2#14:O', 'D5110*2@01', 'D3330*3#30', 'D2330*2#8:M'].map(line),
      severalTeeth('D1351', '3', '14'),
      severalTeeth('D7140', '1', '16', '17'),
    ],
    [
      ...['D1351#3', 'D7140#1', 'D4341@10', 'D5110@01', 'D2391#14:O', 'D0120', 'D1110', 'D1110*2', 'D3330#30'].map(line),
      lines('D1351#3 D1351#14'),
    ],
  ),
  cases(
    'treatments-exclude-each-other',
    lines,
    [
      ...['D7140#14 D2391#14:O', 'D2391#14:O D7140#14', 'D7140#3 D1351#3', 'D7140#30 D3330#30', 'D7140#8 D3310#8', 'D7140#A D2930#A'],
      ...['D1351#14 D2391#14:O', 'D2392#19:MO D1351#19', 'D7140#14 D2740#14', 'D0120 D7140#5 D2391#5:O'],
    ],
    [
      ...['D7140#14 D2391#13:O', 'D1351#14 D2391#3:O', 'D3330#30 D2740#30', 'D7140#14', 'D2391#14:O', 'D7140#14 D0120'],
      ...['D7140#14 D7140#15', 'D2391#14:O D2392#14:MO', 'D1351#3 D1351#14', 'D7140#14 D6240#14'],
    ],
  ),
  made(
    'cleaning-beside-gum-treatment',
    [
      ...['D1110 D4341@10', 'D4341@10 D1110', 'D4341@10 D4341@20 D1110', 'D1120 D4341@30', 'D0120 D1110 D4341@40', 'D1110 D4341@20'],
      ...['D4341@30 D4341@40 D1110', 'D1120 D4341@20', 'D1110 D0120 D4341@10', 'D7140#1 D1110 D4341@30'],
    ].map(lines),
    [
      ...['D1110', 'D4341@10', 'D1110 D0120', 'D4341@10 D4341@20', 'D1120', 'D0120 D4341@30', 'D1120 D1351#3', 'D1110 D7140#1'].map(lines),
      apart('D1110 D4341@10'),
      apart('D4341@20 D1110'),
    ],
  ),
];
