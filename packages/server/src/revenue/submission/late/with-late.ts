import type { RemarksOf } from '../remarks.ts';
import { lateAmong } from './store.ts';

/** What is found of drafts, and beside it that a claim was taken after all: such a one is held, or it would be filed twice. */
export const withLate =
  (remarksOf: RemarksOf): RemarksOf =>
  async (ctx, draftIds) => {
    const found = await remarksOf(ctx, draftIds);
    const late = await lateAmong(ctx.tx, draftIds);
    if (late.size === 0) return found;
    const held = [...late].map(([id, causes]) => {
      const own = causes.map(({ says, fix }) => ({ code: 'submission.taken-after-all', severity: 'error' as const, says, fix }));
      return [id, [...own, ...(found.get(id) ?? [])]] as const;
    });
    return new Map([...found, ...held]);
  };
