import { checkReason, reasonFamilies } from '@claimwright/core/ground/codes';
import type { Fact } from '../../ui/facts.tsx';

/** What a code would mean from then on, where that is what is proposed. */
export function meaningIn(input: unknown): readonly Fact[] | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  if (!('carc' in input && 'words' in input && 'family' in input)) return undefined;
  const { reason } = checkReason({ carc: String(input.carc), words: String(input.words), family: String(input.family) });
  if (!reason) return undefined;
  return [
    { name: 'CARC', value: reason.carc },
    { name: 'Would mean', value: reason.words },
    { name: 'Kind of reason', value: reasonFamilies[reason.family].words },
  ];
}
