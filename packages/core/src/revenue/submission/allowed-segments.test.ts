import { writeClaims } from '@claimwright/x12';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claimArbitrary, facts } from '../../../testing/any-claim.ts';
import type { PlainDate } from '../../ground/base/index.ts';
import type { ClaimKind, ClaimToSend, ProviderToSend } from '../claims/index.ts';
import { claimsToWrite } from './index.ts';
import { given } from './read-parties.ts';

/**
 * What the 5010 guides let stand in each loop of what we write, in order and how often: `REF:F8*1` is one REF with F8 in its first element,
 * `HI:ABK+ABF*1` one HI that holds both kinds of code.
 * Written by hand from public maps of the guides, apart from our own definitions, which are wider.
 */
const head = {
  '1000A': 'NM1:41*1 PER:IC*2',
  '1000B': 'NM1:40*1',
  '2000A': 'HL*1 PRV:BI*1',
  '2010AA': 'NM1:85*1 N3*1 N4*1 REF:EI:SY*1 PER:IC*2',
  '2010AB': 'NM1:87*1 N3*1 N4*1',
  '2000B': 'HL*1 SBR*1',
  '2010BA': 'NM1:IL*1 N3*1 N4*1 DMG*1',
  '2010BB': 'NM1:PR*1 N3*1 N4*1',
  '2000C': 'HL*1 PAT*1',
  '2010CA': 'NM1:QC*1 N3*1 N4*1 DMG*1',
};
const others = { '2320': 'SBR*1 CAS*5 AMT:D*1 AMT:EAF*1 OI*1', '2330A': 'NM1:IL*1 N3*1 N4*1', '2330B': 'NM1:PR*1 N3*1 N4*1 DTP:573*1' };
const priorPayment = { '2430': 'SVD*1 CAS*5 DTP:573*1 AMT:EAF*1' };
const named = (code: string) => `NM1:${code}*1`;
const treated = (code: string, as: string) => `NM1:${code}*1 PRV:${as}*1`;
const placed = (code: string) => `NM1:${code}*1 N3*1 N4*1`;

const guides: { readonly [kind in ClaimKind]: { readonly [loop: string]: string } } = {
  professional: {
    ...{ ...head, ...others, ...priorPayment },
    '2300': `CLM*1 DTP:431*1 DTP:439*1 DTP:435*1 DTP:096*1 PWK*10 AMT:F5*1 REF:F8*1 REF:9F*1 REF:G1*1 REF:X4*1 NTE:ADD*1 HI:ABK:BK:ABK+ABF:BK+BF*1`,
    ...{ '2310 DN': named('DN'), '2310 82': treated('82', 'PE'), '2310 77': `${placed('77')} PER:IC*1`, '2310 DQ': named('DQ') },
    '2400': 'LX*1 SV1*1 PWK*10 DTP:472*1 REF:6R*1 NTE:ADD*1',
    ...{ '2410': 'LIN*1 CTP*1', '2420 82': treated('82', 'PE'), '2420 DK': `${placed('DK')} PER:IC*1` },
  },
  institutional: {
    ...{ ...head, ...others, ...priorPayment },
    '2300': `CLM*1 DTP:096*1 DTP:434*1 DTP:435*1 CL1*1 PWK*10 REF:F8*1 REF:9F*1 REF:G1*1 NTE:ADD*1 HI:ABK:BK*1 HI:ABJ:BJ*1 HI:APR:PR*1 HI:ABN:BN*1 HI:ABF:BF*2 HI:BBR*1 HI:BBQ*2 HI:BH*2 HI:BE*2 HI:BG*2`,
    ...{ '2310 71': treated('71', 'AT'), '2310 72': named('72'), '2310 82': named('82'), '2310 77': placed('77'), '2310 DN': named('DN') },
    '2400': 'LX*1 SV2*1 PWK*10 DTP:472*1 REF:6R*1',
    ...{ '2410': 'LIN*1 CTP*1', '2420 82': named('82') },
  },
  dental: {
    ...{ ...head, ...others, ...priorPayment },
    '2300': `CLM*1 DTP:439*1 DTP:452*1 DN1*1 DN2*35 PWK*10 AMT:F5*1 REF:G3*1 REF:F8*1 REF:9F*1 REF:G1*1 NTE:ADD*5 HI:ABK:BK:ABK+ABF:BK+BF*1`,
    ...{ '2310 DN': named('DN'), '2310 82': treated('82', 'PE'), '2310 77': placed('77'), '2310 DQ': named('DQ') },
    '2400': 'LX*1 SV3*1 TOO*32 DTP:472*1 DTP:441*1 REF:6R*1',
    '2420 82': treated('82', 'PE'),
  },
};

interface Segment {
  readonly id: string;
  readonly code: string;
}

const codeOf = (id: string, elements: readonly string[]): string => {
  if (id === 'HL') return elements[2] ?? '';
  return id === 'HI' ? [...new Set(elements.map((code) => code.split(':')[0]))].join('+') : (elements[0] ?? '');
};

const people = new Map(Object.entries({ 41: '1000A', 40: '1000B', 85: '2010AA', 87: '2010AB', QC: '2010CA' }));
const levels = new Map(Object.entries({ 20: '2000A', 22: '2000B', 23: '2000C' }));

/** Into which loop a segment leads, from the one where it stands. */
function loopFrom(loop: string, { id, code }: Segment): string {
  if (id === 'HL') return levels.get(code) ?? '';
  if (id === 'CLM') return '2300';
  if (id === 'LX') return '2400';
  if (id === 'LIN') return '2410';
  if (id === 'SVD') return '2430';
  if (id === 'SBR') return loop === '2000B' ? loop : '2320';
  if (id !== 'NM1') return loop;
  const own = people.get(code);
  if (own !== undefined) return own;
  if (loop.startsWith('2320') || loop.startsWith('2330')) return `2330${code === 'IL' ? 'A' : 'B'}`;
  if (loop.startsWith('20')) return code === 'IL' ? '2010BA' : '2010BB';
  return `${loop.startsWith('24') ? '2420' : '2310'} ${code}`;
}

/** What stands where the guide has no room for it. */
function outOfPlace(kind: ClaimKind, bytes: Uint8Array): string[] {
  const segments = new TextDecoder()
    .decode(bytes)
    .split('~')
    .map((text) => text.trim().split('*'))
    .map(([id = '', ...elements]): Segment => ({ id, code: codeOf(id, elements) }))
    .filter(({ id }) => !['', 'ISA', 'GS', 'ST', 'BHT', 'SE', 'GE', 'IEA'].includes(id));
  const found: string[] = [];
  let loop = '1000A';
  let at = 0;
  let counted = new Map<number, number>();
  for (const segment of segments) {
    const next = loopFrom(loop, segment);
    if (next !== loop || ['HL', 'CLM', 'LX', 'SVD', 'LIN'].includes(segment.id) || (segment.id === 'SBR' && next === '2320')) {
      loop = next;
      at = 0;
      counted = new Map();
    }
    const room = (guides[kind][loop] ?? '').split(' ').map((one) => /^(\w+)((?::[\w+]+)*)\*(\d+)$/.exec(one) ?? []);
    const place = room.findIndex(([, id, codes = '']) => id === segment.id && (codes === '' || codes.split(':').includes(segment.code)));
    // Those of one name may come in any order among themselves.
    const order = room.findIndex(([, id]) => id === segment.id);
    const times = (counted.get(place) ?? 0) + 1;
    counted.set(place, times);
    if (place < 0 || order < at || times > Number(room[place]?.[3])) found.push(`${loop}: ${segment.id}*${segment.code}`);
    at = order;
  }
  return found;
}

/** Told of a provider is more than any place of a claim has room for. */
const told = (provider: ProviderToSend): ProviderToSend => ({
  ...provider,
  ...{ taxonomy: '152W00000X', phone: '5555550100', address: { line1: '1 PIER', city: 'HARBOR', state: 'ME', zip: '041019999' } },
});
const toldOf = <K extends string>(key: K, provider: ProviderToSend | undefined): { [k in K]?: ProviderToSend } =>
  given(key, provider === undefined ? undefined : told(provider));

const day = (text: string): PlainDate => text as PlainDate;

function filled(claim: ClaimToSend): ClaimToSend {
  const { stay } = claim;
  return {
    ...{
      ...claim,
      accident: { kind: 'auto', on: day('2026-03-02'), state: 'ME' },
      onsetOn: day('2026-03-01'),
      orthodontics: { months: 24, appliancePlacedOn: day('2026-03-01') },
    },
    ...toldOf('rendering', claim.rendering),
    ...toldOf('referring', claim.referring),
    ...toldOf('supervising', claim.supervising),
    ...toldOf('facility', claim.facility),
    ...(stay !== undefined && { stay: { ...stay, ...toldOf('attending', stay.attending), ...toldOf('operating', stay.operating) } }),
    lines: claim.lines.map((line) => ({ ...line, ...toldOf('rendering', line.rendering), ...toldOf('ordering', line.ordering) })),
  };
}

test.each(['professional', 'institutional', 'dental'] as const)(
  '%s: each segment that we write has its place in the guide, in order and number',
  (kind) => {
    fc.assert(
      fc.property(fc.array(claimArbitrary(kind).map(filled), { minLength: 1, maxLength: 3 }), (claims) => {
        expect(outOfPlace(kind, writeClaims(claimsToWrite(claims, facts)))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  },
);
