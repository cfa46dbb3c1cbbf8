import type { PlainDate } from '@claimwright/core/ground/base';
import type { ClaimToSend, LineToSend } from '@claimwright/core/revenue/claims';
import type { Actor } from '../src/gate/index.ts';
import { importEdition } from '../src/ground/codes/index.ts';

/** Made-up rows of code tables, of two editions where a day matters. */
const lists: readonly (readonly [table: string, from: string, text: string])[] = [
  [
    'procedures',
    '2016-01-01',
    `code,words,family,area,timed,narrative,evaluation,eye,age from
99213,office visit,office visit,,,,yes,,
92014,eye exam,eye exam,,,,yes,,
93000,heart tracing,test,,,,,,
92136,eye biometry,eye biometry,,,,,,
66984,cataract surgery,cataract surgery,,,,,yes,
66982,complex cataract surgery,complex cataract surgery,,,,,yes,
97110,exercise therapy,exercise therapy,,,,,,
D0120,check-up,check-up,mouth,,,,,
D1110,adult cleaning,adult cleaning,mouth,,,,,14
D2740,crown,crown,tooth,,yes,,,
D7140,extraction,extraction,tooth,,,,,
`,
  ],
  [
    'pairs-practitioner',
    '2016-01-01',
    'column 1,column 2,modifier indicator,effective date,deletion date,rationale\n93000,99213,1,20160101,,made up\nD0120,D1110,0,20160101,,made up\n',
  ],
  [
    'diagnoses',
    '2015-10-01',
    'code,billable,words\nE119,1,diabetes\nH4011X0,1,glaucoma\nM25561,1,pain in the right knee\nH2511,1,cataract of the right eye\n',
  ],
  [
    'diagnoses',
    '2016-10-01',
    'code,billable,words\nE119,1,diabetes\nM25561,1,pain in the right knee\nH2511,1,cataract of the right eye\nK0263,1,tooth decay\nH40,0,glaucoma\nH401111,1,"glaucoma, right eye, mild"\nH401121,1,"glaucoma, left eye, mild"\n',
  ],
  ['coverage', '2016-01-01', 'article id,procedure code,covered,jurisdictions,effective date\nMADEUP1,97110,M25561,FL,20160101\n'],
  ['coverage', '2026-02-01', 'article id,procedure code,covered,jurisdictions,effective date\nMADEUP1,97110,E119,FL,20260201\n'],
  ['units-practitioner', '2016-01-01', 'code,units,MAI\n97110,8,3\n'],
];

async function* inOnePiece(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** Brings them in as a practice would. */
export async function importSamples(parts: Parameters<typeof importEdition>[0], actor: Actor): Promise<void> {
  for (const [n, [table, from, text]] of lists.entries())
    await importEdition(parts, actor, { name: `made up ${n}`, source: 'made up', table, from, attested: true }, [
      { name: `${table}.csv`, bytes: inOnePiece(text) },
    ]);
}

export const address = { line1: '12 Orchard Way', city: 'Tampa', state: 'FL', zip: '336020001' };
const patient = { last: 'Alder', first: 'Rowan', birthDate: '1990-04-05' as PlainDate, sex: 'F', address };
const lineOf = (text: string, i: number, change: Partial<LineToSend>): LineToSend => {
  const [code = '', ...modifiers] = text.split('-');
  return {
    ...{ number: i + 1, procedure: { code, modifiers }, billed: 10_000 as LineToSend['billed'], units: '1', unit: 'UN' },
    ...{ servedOn: '2026-02-20' as PlainDate, pointers: [1], teeth: [], oralCavities: [], attachments: [], ...change },
  };
};
/** A plain professional claim of these lines, `66984-RT`. */
export const claimOf = (
  number: string,
  lines: readonly string[],
  change: Partial<ClaimToSend> = {},
  line: Partial<LineToSend> = {},
): ClaimToSend => ({
  ...{ kind: 'professional', patientControlNumber: number, frequency: '1', predetermination: false },
  ...{ billed: (lines.length * 10_000) as ClaimToSend['billed'], patient, sentAs: 'primary' },
  coverages: [
    {
      rank: 'primary',
      payerId: 'HARB1',
      payerName: 'Harbor Health',
      memberId: 'HH1234',
      filingIndicator: 'CI',
      relationship: '18',
      subscriber: patient,
    },
  ],
  billing: { entity: 'organisation', name: 'Quiet Harbor', npi: '1234567893', taxId: '592233445', taxIdKind: 'employer', address },
  rendering: { entity: 'person', name: 'Quill', first: 'Nora', npi: '1215193883' },
  ...{ placeOfService: '11', diagnoses: [{ code: 'E119', system: 'ICD-10-CM' as const }], signatureOnFile: true, assignment: 'A' },
  ...{ benefitsAssigned: 'Y', release: 'Y', attachments: [], missingTeeth: [], lines: lines.map((text, i) => lineOf(text, i, line)) },
  ...change,
});
export const coded = (code: string) => ({ diagnoses: [{ code, system: 'ICD-10-CM' as const }] });
export const crown = (number: string, tooth: string): ClaimToSend => {
  const { rendering: _, ...rest } = claimOf(
    number,
    ['D2740'],
    { kind: 'dental', ...coded('K0263') },
    { teeth: [{ tooth, surfaces: [] }], prosthesis: 'I' },
  );
  return { ...rest, rendering: { entity: 'person', name: 'Quill', first: 'Nora', npi: '1215193883' } };
};
