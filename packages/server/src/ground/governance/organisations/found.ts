import { append } from '../../../gate/index.ts';
import { addMember } from '../store.ts';
import { addOrganisation } from './store.ts';

interface FoundingParts {
  readonly store: { found: Inside };
  clock(): Date;
  newId(): string;
}
type Inside = (tenant: string, work: (tx: Parameters<typeof addMember>[0]) => Promise<void>) => Promise<void>;

interface First {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

/** Makes an organisation with its first person, who leads it. Only whoever runs the server does this. */
export async function foundOrganisation(parts: FoundingParts, name: string, first: First): Promise<string> {
  const organisation = parts.newId();
  const now = parts.clock();
  await parts.store.found(organisation, async (tx) => {
    await addOrganisation(tx, { name, since: now });
    await addMember(tx, { ...first, roles: ['operations-lead'], since: now });
    await append(tx, {
      chain: 'acts',
      id: parts.newId(),
      at: now.toISOString(),
      actor: { kind: 'system', id: 'first-run' },
      what: 'ground/governance/found-organisation',
      outcome: 'applied',
      subjects: [`organisation:${organisation}`, `person:${first.userId}`],
    });
  });
  return organisation;
}
