import { type Exported, readApi } from './read-api.ts';

/** In the order of the document: what a folder or file of `src` is about. The first that fits counts. */
const chapters: readonly (readonly [title: string, ...files: string[]])[] = [
  ['Reading', 'create-reader.ts', 'types.ts'],
  ['Where it stands', 'engine/places.ts', 'views/segments-around.ts'],
  ['Checking', 'views/check.ts', 'overlays/', 'codes/', 'views/status.ts'],
  ['Summing up, explaining, printing', 'views/'],
  ['Writing', 'remits/', 'claims/', 'status/', 'eligibility/', 'reviews/', 'engine/'],
  ['Answering a file', 'acknowledgments/'],
  ['Comparing', 'diff/'],
  ['Taking apart and putting together', 'parts/'],
  ['Redacting', 'redaction/'],
  ['Schemas', 'schema/'],
  ['Objects: what all sets share', 'types/wire.ts', 'types/level.ts'],
  ['Objects: 835', 'types/remit.ts'],
  ['Objects: 837P, 837I, 837D', 'types/claim.ts'],
  ['Objects: 276, 277, 277CA', 'types/status.ts'],
  ['Objects: 270, 271', 'types/eligibility.ts'],
  ['Objects: 278', 'types/review.ts'],
  ['Objects: 999, 997, TA1', 'types/acknowledgment.ts'],
];

const OPENING = [
  '# API of @claimwright/x12',
  '',
  'Made from the docstrings by `npm run docs:x12`. Money is integer cents, a date is `YYYY-MM-DD`, a time `HH:MM`, a position a byte of',
  'the (decompressed) file, `from` inclusive and `to` exclusive. Optional means that the file did not say. A reader never throws over what',
  'it reads: what is wrong comes as findings. Writers throw `X12WriteError`. `CLP04` and the like name the element of X12 that a figure is',
  'read from and written to; loops (`2100`) are those of the 5010 guides.',
];

/** The whole document. */
export function apiText(api: readonly Exported[] = readApi()): string {
  const left = new Set(api);
  const parts = [...OPENING];
  for (const [title, ...files] of chapters) {
    parts.push('', `## ${title}`);
    for (const one of left) {
      if (!files.some((file) => one.file.startsWith(file))) continue;
      left.delete(one);
      parts.push('', ...entry(one));
    }
  }
  for (const { file } of left) throw new Error(`no chapter of the API is about ${file}`);
  return `${parts.join('\n')}\n`;
}

function entry({ name, text, says, parameters, returns, throws }: Exported): string[] {
  const facts = [
    ...(parameters ?? []).map((parameter) => `* \`${parameter.name}\`: ${parameter.says}`),
    ...(returns === undefined || returns === '' ? [] : [`* returns ${returns}`]),
    ...throws.map((one) => `* throws ${one}`),
  ];
  return [`### ${name}`, '', says, '', '```ts', text, '```', ...(facts.length === 0 ? [] : ['', ...facts])];
}
