import { adjustmentReason } from '@claimwright/core/ground/codes';
import { z } from 'zod';
import { type Query, query } from '../../gate/index.ts';
import { editionQueries } from './editions/index.ts';
import { ownReasons } from './store.ts';
import type { ReasonView } from './views.ts';

const reasons = query<Record<string, never>, { rows: readonly ReasonView[] }>({
  name: 'ground/codes/reasons',
  summary: 'See what the practice says of reason codes',
  permission: 'practice.read',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: async ({ tx }) => ({
    rows: (await ownReasons(tx)).map(({ carc, words, family, setAt, setBy }) => {
      const house = adjustmentReason(carc);
      return {
        carc,
        words,
        family,
        setAt: setAt.toISOString(),
        setBy,
        ...(house ? { house: { words: house.words, family: house.family } } : {}),
      };
    }),
  }),
});

export const codeQueries: readonly Query[] = [reasons, ...editionQueries];
