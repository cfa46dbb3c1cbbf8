import { expect, test } from 'vitest';
import { createAcknowledgmentReader } from './index.ts';

/** What the reader answers where a payer says this of a claim (277), and this of its lines. */
function told(claim: string, ...lines: readonly (readonly string[])[]): string[] {
  const segments = [
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*QUIET          *261122*0941*^*00501*000000001*0*T*:',
    ...['GS*HN*PAYER*QUIET*20261122*0941*1*X*005010X212', 'ST*277*0001*005010X212', 'BHT*0010*08*R1*20261122*0941*DG'],
    ...['HL*1**20*1', 'NM1*PR*2*HARBOR*****PI*HARB1', 'HL*2*1*21*1', 'NM1*41*2*QUIET*****46*QUIET'],
    ...['HL*3*2*19*1', 'NM1*1P*2*QUIET*****XX*1234567893', 'HL*4*3*22*0', 'NM1*IL*1*ALDER*ROWAN****MI*M1'],
    ...['TRN*2*V1', `STC*${claim}:20*20261122**100*0`, 'REF*1K*PC1', 'DTP*472*D8*20261102'],
    ...lines.flatMap((statuses, i) => [
      ...['SVC*HC:99213*50*0****1', ...statuses.map((status) => `STC*${status}*20261122`)],
      ...[`REF*FJ*L${i + 1}`, 'DTP*472*D8*20261102'],
    ]),
  ];
  const end = [`SE*${segments.length - 1}*0001`, 'GE*1*1', 'IEA*1*000000001'];
  const reader = createAcknowledgmentReader();
  reader.push(new TextEncoder().encode(`${[...segments, ...end].join('~')}~`));
  const { answers, findings } = reader.end();
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return answers.map(({ verdict, unmapped, causes }) =>
    [verdict, unmapped?.code, causes[0]?.line].filter((one) => one !== undefined).join(' '),
  );
}

test('only the published categories are known: what else begins with P, R or F waits for a meaning', () => {
  for (const category of ['P0', 'P5', 'R0', 'R1', 'R3', 'R17']) expect([category, ...told(category)]).toEqual([category, 'pending']);
  for (const category of ['F0', 'F4', 'F3F', 'F3N']) expect([category, ...told(category)]).toEqual([category, 'decided']);
  // A system that is down says nothing of the claim, and is no word of the payer's own.
  for (const category of ['E0', 'E1', 'E2', 'E3', 'E4']) expect([category, ...told(category)]).toEqual([category, 'information']);
  for (const category of ['E5', 'P6', 'PX', 'R18', 'R99', 'F6', 'F3X', 'FX'])
    expect([category, ...told(category)]).toEqual([category, `unmapped ${category}:20`]);
});

test('what a line says in words of the payer’s own waits too, each word once, with the line that says it first', () => {
  expect(told('P1', ['P1:20'], ['X7:999'], ['X7:999', 'X8:1'])).toEqual(['pending', 'unmapped X7:999 L2', 'unmapped X8:1 L3']);
  // The claim says it itself: its line is not told beside.
  expect(told('X7', ['X7:20'])).toEqual(['unmapped X7:20']);
});
