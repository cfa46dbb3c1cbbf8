import type { Edit } from './edit.ts';
import { edits } from './edits/index.ts';
import { type EditFamily, editFamilies } from './finding.ts';

const kindsOf = ({ kinds }: Edit): string => (kinds === undefined ? 'all claims' : kinds.join(', '));

const lines = (edit: Edit): readonly string[] => [
  `## \`${edit.code}\``,
  '',
  `${edit.untilMended ? 'Holds the claim until it is mended' : edit.severity === 'hold' ? 'Holds the claim' : 'Warns'}${edit.snip === undefined ? '' : `, SNIP level ${edit.snip}`}; ${kindsOf(edit)}.`,
  '',
  edit.says,
  '',
  `* Why: ${edit.because}`,
  `* Source: ${edit.source}`,
  `* Remedy: ${edit.fix}`,
  `* Suggested action: \`${edit.action}\``,
  '',
];

const mustBeMended = new Set(edits.flatMap(({ code, untilMended }) => (untilMended ? [code] : [])));
/** Whether a finding of this code holds until it is mended: nobody sets it aside. */
export const holdsUntilMended = (code: string): boolean => mustBeMended.has(code);

const families = (Object.keys(editFamilies) as EditFamily[]).filter((family) => edits.some((edit) => edit.family === family));

/** The catalogue of edits: a page a family, and one that leads to them. */
export function findingPages(): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  pages.set(
    'README.md',
    [
      '# What is found at claims',
      '',
      `${edits.length} edits look at a claim before it goes out. Written from \`packages/core/src/revenue/scrub/edits\`; a test fails where these pages say`,
      'something else. Each edit has ten cases that it holds and ten that pass beside it. Words in braces are filled in.',
      '',
      '| Family | Edits |',
      '| --- | --- |',
      ...families.map((family) => `| [${editFamilies[family]}](${family}.md) | ${edits.filter((edit) => edit.family === family).length} |`),
      '',
    ].join('\n'),
  );
  for (const family of families)
    pages.set(
      `${family}.md`,
      [`# ${editFamilies[family]}`, '', ...edits.filter((edit) => edit.family === family).flatMap(lines)].join('\n'),
    );
  return pages;
}
