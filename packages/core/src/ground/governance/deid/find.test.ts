import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findIdentifiers, usDictionaries } from './index.ts';

const dictionaries = usDictionaries();
const found = (text: string, known = {}) =>
  findIdentifiers(text, { dictionaries, asOf: 2026, known: [known] }).map(({ from, to, class: as }) => `${as} ${text.slice(from, to)}`);

describe('each class of Safe Harbor', () => {
  test.each([
    ['Patient: ROE, JANE M.', ['NAME ROE, JANE M.']],
    ['hi its delphine tsosie, my glasses broke', ['NAME delphine tsosie']],
    ['Mr. Oduya came with his wife Marisela', ['NAME Oduya', 'NAME Marisela']],
    ['Lives at 1420 N. Oak St Apt 4B, Quillby, OH 44101', ['GEO 1420 N. Oak St Apt 4B', 'GEO Quillby', 'ZIP 44101']],
    ['seen on 3/14 and Sept 3rd, 2023, back 2024-03-14', ['DATE 3/14', 'DATE Sept 3rd, 2023', 'DATE 2024-03-14']],
    ['my birthday is august nineteenth nineteen seventy two', ['DATE august nineteenth nineteen seventy two']],
    ['a 93-year-old; she is 58 years old', ['AGE 93']],
    ['call (614) 555-0134 x22, fax 614-555-0199', ['PHONE (614) 555-0134 x22', 'FAX 614-555-0199']],
    ['at five five five oh one two three', ['PHONE five five five oh one two three']],
    ['jane.roe@example.org, jane at example dot com', ['EMAIL jane.roe@example.org', 'EMAIL jane at example dot com']],
    ['SSN 123-45-6789', ['SSN 123-45-6789']],
    ['MRN: 00441 22', ['MRN 00441 22']],
    ['Member ID W2231 44 881', ['PLAN W2231 44 881']],
    ['card 4111 1111 1111 1111', ['ACCOUNT 4111 1111 1111 1111']],
    ['NPI 1234567893, lic. no. D-12345', ['LICENSE 1234567893', 'LICENSE D-12345']],
    ['plate KTR 4471, VIN 1HGCM82633A004352', ['VEHICLE KTR 4471', 'VEHICLE 1HGCM82633A004352']],
    ['serial # SN-88231', ['DEVICE SN-88231']],
    ['see https://portal.example.com/x?id=3.', ['URL https://portal.example.com/x?id=3']],
    ['from 192.168.1.20 and 2001:db8::8a2e', ['IP 192.168.1.20', 'IP 2001:db8::8a2e']],
    ['IPv6 fe80::1ff:fe23:4567:890a; MAC 3C:22:FB:44:10:9E', ['IP fe80::1ff:fe23:4567:890a', 'DEVICE 3C:22:FB:44:10:9E']],
    ['born in 1931 in Ohio, brother born in 1951, died 1990', ['AGE 1931']],
    ['fingerprint template ID FP-88A2-1190', ['BIOMETRIC FP-88A2-1190']],
    ['scan_jane_roe_1962.pdf', ['FILE scan_jane_roe_1962.pdf']],
    ['She works at Quillby Foods.', ['ORG Quillby Foods']],
    ['PID|1||00448213^^^MRN||ROE^JANE^A||19620314|F', ['MRN 00448213', 'NAME ROE^JANE^A', 'DATE 19620314']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('clinical words stay', () => {
  test.each([
    "Parkinson's disease, Hodgkin lymphoma, Graves disease, Baker cyst, Crohn's, Bell's palsy, Foley, Babinski negative",
    'May have side effects. Will follow. Bill sent. Hunter syndrome. Art therapy. Iris intact. Mark on skin.',
    'OD -2.25 -0.50 x 090, OS -1.75 DS, PD 31.5/32, add +2.00, VA 20/40, IOP 12/14',
    'Tooth #14 MOD composite, pocket depths 323 434 545, Frame 53-17-143',
    'BP 120/80, Plt 250,000, Metformin 1000 mg, Lantus 22 units, strength 4/5, murmur 2/6, L4-L5, QTc 440',
    '99213-25, E11.65, H40.1131, $1,180.00, G2P1001, CN II-XII, ½ tab 24/7',
    'Graves dz, Graves ophthalmopathy. DX: Graves, HTN. Clark II, Fitzpatrick II. CIRCLE OF WILLIS INTACT. Braxton Hicks; Swan-Ganz out',
    'Stay M, Braden 12, stage 3. Parkinson vs Holmes tremor.',
    'Weber lateralizes R. von Willebrand factor low. OD +1.25 -0.75 x 178 OS +1.00 -1.00 x 005. IOL SN60WF. Room temp 21 C. Ray-Ban frame. Bone plate 12',
    'Started Ozempic 0.5 mg, failed Remicade, Entyvio and methotrexate; Damon brackets; Steri-Strips applied',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('what a stranger writes', () => {
  test.each([
    ['last,first,dob,cell\nQuill,Ama,1983-02-11,6145550102', ['NAME Quill', 'NAME Ama', 'DATE 1983-02-11', 'PHONE 6145550102']],
    ['{"name": [{"family": "Vandel", "given": ["Oda", "R"]}], "postalCode": "44101"}', ['NAME Vandel', 'NAME Oda', 'NAME R', 'ZIP 44101']],
    ['PV1|1|I|3E^312^A||||1417003388^STROM^INGA^^^DR', ['ID 1417003388', 'NAME STROM', 'NAME INGA']],
    ['NM1*IL*1*DOEMAN*JANE****MI*W2231', ['NAME DOEMAN', 'NAME JANE', 'ID W2231']],
    ['Done as planned. Signature: K.H.', ['NAME K.H.']],
    ['She drove from Alder Hollow to the clinic', ['GEO Alder Hollow']],
    ['Seen at Quarry & Finch Upholstery.', ['ORG Quarry & Finch Upholstery']],
    ['TRANSFERRED TO DUNMOOR TRAUMA CTR AT 2100', ['ORG DUNMOOR TRAUMA CTR']],
    ['Torvald "Tor" Eikeland came', ['NAME Torvald "Tor" Eikeland']],
    ['cell (614) five five five, 0 1 4 1.', ['PHONE (614) five five five, 0 1 4 1']],
    ['tel 614~555~0160', ['PHONE 614~555~0160']],
    ['seen on new years eve, back 15JUN2023', ['DATE new years eve', 'DATE 15JUN2023']],
    ['SS#: 912 - 04 - 5533', ['SSN 912 - 04 - 5533']],
    ['mail kit(dot)ho(at)campus.example', ['EMAIL kit(dot)ho(at)campus.example']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    'Katz 5/6, Semmes-Weinstein 4/10, Boston naming test 14/20, Wagner 2, HE MAY WORK',
    'Widman flap, Mulder click, Damon lowers, Fisher & Paykel mask, Ancef given, Agent Orange exposure',
    '- Patient Education and Counseling: discussed. Home Health and Urgent Care notes',
  ])('and leaves alone: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('names, places and numbers in unusual forms', () => {
  test.each([
    ['maria del carmen ruiz-ibarra here for check', ['NAME maria del carmen ruiz-ibarra']],
    ['TO: MARGUER1TE L0PEZ', ['NAME MARGUER1TE L0PEZ']],
    ['Rose is pleasant. Mark was seen.', ['NAME Rose', 'NAME Mark']],
    ['Seen with J.R. Smith; Smith JR is uncle.', ['NAME J.R. Smith', 'NAME Smith JR']],
    ['we met van der Berg today', ['NAME van der Berg']],
    ['/s/ K Oyelaran RDH', ['NAME K Oyelaran']],
    ['Lives with partner Ash and sister-in-law Dot', ['NAME Ash', 'NAME Dot']],
    ['Pt "Bear" came alone', ['NAME Bear']],
    ['Her dtr yesenia drove', ['NAME yesenia']],
    ['PT WINSLOW, TAMSIN PRESENTED FOR EXAM', ['NAME WINSLOW, TAMSIN']],
    ['Thessaly Brandt, 62F, breast mass', ['NAME Thessaly Brandt']],
    ['hi, this is tamika bledsoe', ['NAME tamika bledsoe']],
    ['drives plate BK 41 772; truck tag 7-22810B', ['VEHICLE BK 41 772', 'VEHICLE 7-22810B']],
    ['pt is 91? Ingeborg Tvedt, 96, seen', ['AGE 91', 'NAME Ingeborg Tvedt', 'AGE 96']],
    ['Transferred to Vision Haus for eval', ['ORG Vision Haus']],
    ['Lab: Precision Dental Arts', ['ORG Precision Dental Arts']],
    ['auth# 77 1204, Apt 3B; vive en calle Ocotillo 221', ['ID 77 1204', 'GEO Apt 3B', 'GEO calle Ocotillo 221']],
    ['POA: Ash Lindgren', ['NAME Ash Lindgren']],
    ['Gareth Llewellyn is a 52 yo man. Mateo R., 34, welder', ['NAME Gareth Llewellyn', 'NAME Mateo R.']],
    ['fitzgerald, moira called', ['NAME fitzgerald, moira']],
    ['His boyfriend Ty waits. Rose, his wife, agrees.', ['NAME Ty', 'NAME Rose']],
    ['Drives a van for Ruby Valley Courier', ['ORG Ruby Valley Courier']],
    ['FROM: Northgate Foot and Ankle', ['ORG Northgate Foot and Ankle']],
    ['Claim: 2024 118 77 0031. Recare Aug', ['ID 2024 118 77 0031', 'DATE Aug']],
    ['Jefferson Middle School  FAX 231-555-0109', ['ORG Jefferson Middle School', 'FAX 231-555-0109']],
    ['Instagram @bear.yazzie', ['ID @bear.yazzie']],
    ['DICTATED BY PHONE ON MARCH 4 AND FILED', ['DATE MARCH 4']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('people of the record', () => {
  const jane = {
    names: ['Elizabeth Ann Oduya-Kestrel'],
    dates: ['1962-03-04'],
    values: [{ class: 'MRN' as const, value: '00-4482' }],
    addresses: ['12 Elm St, Quillby, OH 44101'],
  };

  test.each([
    ['oduya-kestrel, elizabeth', 'NAME oduya-kestrel, elizabeth'],
    ['LIZ ODUYA KESTREL', 'NAME LIZ ODUYA KESTREL'],
    ['Elizabeth Odu-\nya-Kestrel', 'NAME Elizabeth Odu-\nya-Kestrel'],
    ['e. oduya-kestrel', 'NAME e. oduya-kestrel'],
    ['number 004 482', 'MRN 004 482'],
    ['4 March 1962', 'DATE 4 March 1962'],
    ['12 elm st', 'GEO 12 elm st'],
    ['betty_oduyakestrel', 'NAME betty_oduyakestrel'],
  ])('%s', (text, expected) => {
    expect(found(text, jane)).toContain(expected);
  });

  test('are found in any case, order and spacing', () => {
    const recase = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => text.toLowerCase(),
    );
    const name = fc.stringMatching(/^[A-Z][a-z]{3,9}$/);
    const order = fc.constantFrom('fl', 'lf', 'l, f', 'f\nl', 'f-l', 'f  l', 'l,f');
    fc.assert(
      fc.property(name, name, recase, order, fc.string(), (first, last, written, way, around) => {
        const shown = written(way.replace(/[fl]/g, (one) => (one === 'f' ? first : last)));
        const text = `${around} . ${shown} . ${around}`;
        const at = around.length + 3;
        const spans = findIdentifiers(text, { dictionaries, known: [{ names: [`${first} ${last}`] }] });
        const covered = (i: number) => spans.some(({ from, to }) => from <= i && i < to);
        for (let i = at; i < at + shown.length; i++) if (/[a-z]/i.test(text[i] ?? '')) expect(covered(i), JSON.stringify(text)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('a known name that is an everyday word stays a word without its capital', () => {
    expect(found('will will come, says Will', { names: ['Will Roe'] })).toEqual(['NAME Will']);
  });
});

test('spans are sorted, apart and inside of any text', () => {
  const pieces = fc.constantFrom(
    'Dr. Roe',
    '3/14/62',
    '@',
    ':',
    '[',
    '614-555-0100',
    'x',
    '\n',
    '#',
    'MRN',
    '::1',
    'dot com',
    '.pdf',
    '-',
    '9',
    'Mr',
    'box 4',
    ',',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(' ')),
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (one) => {
      let last = 0;
      for (const { from, to } of findIdentifiers(one, { dictionaries })) {
        expect(from).toBeGreaterThanOrEqual(last);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(one.length);
        last = to;
      }
    }),
    { numRuns: 1000 },
  );
});

describe('the notes of golden/ground/governance/deid', () => {
  const folder = join(import.meta.dirname, '../../../../../../golden/ground/governance/deid');
  const notes = readdirSync(folder)
    .filter((name) => name.endsWith('.txt') && !name.startsWith('first-reading'))
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split(/^=== .*\n/m)
        .slice(1),
    );
  const mark = /<([A-Z=]):([^<>]*)>/g;

  test('keep 97 of 100 identifiers from leaving whole or in part, and 98 of 100 clinical words in place', () => {
    let labels = 0;
    let hidden = 0;
    let terms = 0;
    let kept = 0;
    for (const marked of notes) {
      let shift = 0;
      const places = [...marked.matchAll(mark)].map((match) => {
        const [whole, kind = '', inside = ''] = match;
        const from = match.index - shift;
        shift += whole.length - inside.length;
        return { kind, from, to: from + inside.length };
      });
      const text = marked.replace(mark, '$2');
      const spans = findIdentifiers(text, { dictionaries, asOf: 2026 });
      for (const { kind, from, to } of places) {
        const touched = spans.some((span) => span.from < to && span.to > from);
        if (kind === '=') terms++;
        else labels++;
        if (kind === '=' && !touched) kept++;
        if (kind !== '=' && touched) hidden++;
      }
    }
    expect(labels).toBeGreaterThan(550);
    expect(hidden / labels).toBeGreaterThanOrEqual(0.97);
    expect(kept / terms).toBeGreaterThanOrEqual(0.98);
  });
});
