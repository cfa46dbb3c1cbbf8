import { useCallback } from 'react';
import { useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';

/** Who works here, for lists that know people by their ids. */
export function usePeople() {
  const may = useMay('people.read');
  const people = useAsk('ground/governance/people/people', {}, { enabled: may }).data?.people ?? none;
  const nameOf = useCallback((id: string) => people.find(({ userId }) => userId === id)?.name ?? id, [people]);
  return { people, nameOf };
}
const none: readonly { readonly userId: string; readonly name: string }[] = [];
