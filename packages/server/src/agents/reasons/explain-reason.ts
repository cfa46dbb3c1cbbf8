import { checkReason, type OwnReason, reasonFamilies } from '@claimwright/core/ground/codes';
import { z } from 'zod';
import { modelTask } from '../../ground/governance/models/index.ts';

const families = Object.keys(reasonFamilies) as [OwnReason['family'], ...OwnReason['family'][]];
const answer = z.object({ code: z.string(), words: z.string().trim().min(3).max(200), family: z.enum(families) });

interface KnownReasons {
  readonly rows: readonly { readonly carc: string; readonly words: string; readonly family: string }[];
}
interface OpenWork {
  readonly rows: readonly { readonly carc?: string; readonly group?: string; readonly payerName: string }[];
}

/** Asks what an adjustment reason code means that neither the house nor the practice knows, and proposes the practice's word on it. */
export const explainReason = modelTask<z.infer<typeof answer>>({
  name: 'explain-reason',
  summary: 'Say what an unknown reason code means',
  workflow: 'posting',
  purpose: 'posting',
  role: 'posting-agent',
  version: '1',
  instructions:
    'A payer used a claim adjustment reason code that the practice does not know. Say in at most 200 characters, in your own plain words, what the code means, and to which family it belongs. If you are not sure, use the family "other".',
  shape: `{"code": "the code", "words": "…", "family": one of ${families.join(' | ')}, "suspicious": true or false}`,
  subjects: /^carc:[A-Za-z0-9]{1,6}$/,
  answer,
  mostTokensOut: 400,
  proposes: ['ground/codes/set-reason'],
  load: async (ask, subject) => {
    const code = subject.replace(/^carc:/, '');
    const [known, work] = [
      await ask<KnownReasons>('ground/codes/reasons', {}),
      await ask<OpenWork>('revenue/posting/work', { open: true, kind: 'unknown-code' }),
    ];
    const seen = work.rows.filter(({ carc }) => carc === code);
    const groups = [...new Set(seen.flatMap(({ group }) => group ?? []))];
    const payers = [...new Set(seen.map(({ payerName }) => payerName))].slice(0, 5);
    return {
      facts: [
        `The code is ${code}.`,
        `The families are: ${Object.entries(reasonFamilies)
          .map(([family, { words }]) => `${family} (${words})`)
          .join(', ')}.`,
        ...(groups.length > 0 ? [`It came with the group ${groups.join(', ')}.`] : []),
        ...known.rows.slice(0, 20).map(({ carc, words, family }) => `The practice says of ${carc}: ${words} (${family}).`),
      ],
      outside: payers.map((text) => ({ kind: 'name of a payer', text })),
      known: [],
      given: { codes: [code], commands: [] },
    };
  },
  spoken: ({ code }) => ({ codes: [code] }),
  check: ({ code, words, family }) =>
    checkReason({ carc: code, words, family }).wrong.map((says) => ({
      code: 'model.not-keepable',
      severity: 'error' as const,
      at: 'answer',
      says,
      fix: 'A person sets this code by hand.',
    })),
  propose: ({ code, words, family }) => ({ command: 'ground/codes/set-reason', input: { carc: code, words, family } }),
});
