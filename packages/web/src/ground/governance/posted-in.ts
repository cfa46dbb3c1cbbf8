import type { PostedView } from '@claimwright/server/api';

/** The posting in what an act answered; undefined where it posted nothing that can be added up. */
export function postedIn(result: unknown): PostedView | undefined {
  if (typeof result !== 'object' || result === null || !('totals' in result) || !('entries' in result)) return undefined;
  return result as PostedView;
}
