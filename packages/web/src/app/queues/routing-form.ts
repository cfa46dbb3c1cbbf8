import { isRole, personRoles, roles } from '@claimwright/core/ground/governance';
import {
  type EditFamily,
  editFamilies,
  noRouting,
  ownerOf,
  type QueueOwner,
  queueOf,
  type ReviewQueue,
  type Routing,
  reviewQueueNames,
  reviewQueues,
} from '@claimwright/core/revenue/scrub';

type People = readonly { readonly id: string; readonly name: string }[];

/** An owner as a choice: `role coder`, `person 0190…`. Empty: as it comes. */
export const choiceOf = (owner: QueueOwner | undefined): string =>
  owner === undefined ? '' : 'role' in owner ? `role ${owner.role}` : `person ${owner.person}`;

export function ownerChosen(choice: string): QueueOwner | undefined {
  const [kind, ...rest] = choice.split(' ');
  const id = rest.join(' ');
  if (kind === 'role' && isRole(id)) return { role: id };
  return kind === 'person' && id !== '' ? { person: id } : undefined;
}

const titleOf = (owner: QueueOwner, people: People): string =>
  'role' in owner ? roles[owner.role].title : (people.find(({ id }) => id === owner.person)?.name ?? 'somebody who works here no more');

export interface Choice {
  readonly group: string;
  readonly items: readonly { readonly value: string; readonly label: string }[];
}

/** To whom a queue can be given; whoever works here no more is shown where they still have it, and cannot be kept. */
export function owners(queue: ReviewQueue, routing: Routing, people: People): readonly Choice[] {
  const own = routing.owners[queue];
  const left = own !== undefined && 'person' in own && !people.some(({ id }) => id === own.person);
  return [
    { group: 'As it comes', items: [{ value: '', label: titleOf(ownerOf(queue), people) }] },
    ...(left ? [{ group: 'Gone', items: [{ value: choiceOf(own), label: titleOf(own, people) }] }] : []),
    { group: 'Everybody who is', items: personRoles.map((role) => ({ value: `role ${role}`, label: roles[role].title })) },
    { group: 'One person', items: people.map(({ id, name }) => ({ value: `person ${id}`, label: name })) },
  ];
}

export function withOwner(routing: Routing, queue: ReviewQueue, owner: QueueOwner | undefined): Routing {
  const { [queue]: _, ...others } = routing.owners;
  return { ...routing, owners: owner === undefined ? others : { ...others, [queue]: owner } };
}

export const families = (Object.keys(editFamilies) as readonly EditFamily[]).map((family) => ({ family, name: editFamilies[family] }));

/** Where a kind of finding goes; the first is as it comes. */
export const queuesFor = (family: EditFamily): readonly { readonly value: string; readonly label: string }[] => [
  { value: '', label: `As it comes: ${reviewQueues[queueOf({ code: '', family }, noRouting)]}` },
  ...reviewQueueNames.map((value) => ({ value, label: reviewQueues[value] })),
];

export function withKind(routing: Routing, kind: string, chosen: string): Routing {
  const queue = reviewQueueNames.find((name) => name === chosen);
  const { [kind]: _, ...others } = routing.kinds;
  return { ...routing, kinds: queue === undefined ? others : { ...others, [kind]: queue } };
}
