import { type PlainDate, plainDate } from '@claimwright/core/ground/base';
import { type DisclosureBasis, disclosureBases, notAccounted } from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { type Command, cannot, command, notFound } from '../../../gate/index.ts';
import { addDisclosure, isPatient } from './store.ts';

const date = z.string().refine((day) => plainDate(day) !== undefined, 'This is no date, such as 2026-01-31.');
const text = (most: number) => z.string().trim().min(2).max(most);

interface AddInput {
  readonly patientId: string;
  readonly on: PlainDate;
  readonly basis: string;
  readonly recipient: string;
  readonly address?: string | undefined;
  readonly what: string;
  readonly why: string;
  readonly silentUntil?: PlainDate | undefined;
}
const input = z.object({
  patientId: z.uuid(),
  on: date,
  basis: z.enum([...Object.keys(disclosureBases), ...Object.keys(notAccounted)] as [string, ...string[]]),
  recipient: text(200),
  address: text(300).optional(),
  what: text(1_000),
  why: text(1_000),
  silentUntil: date.optional(),
}) as unknown as z.ZodType<AddInput>;

const isBasis = (basis: string): basis is DisclosureBasis => Object.hasOwn(disclosureBases, basis);

/** Somebody outside was told of a patient, for a reason of which the patient may ask an account (45 CFR 164.528). */
const add = command<AddInput, { known: boolean }, DisclosureBasis, { disclosureId: string }>({
  name: 'ground/governance/disclosures/add',
  summary: 'Record a disclosure',
  permission: 'disclosures.add',
  workflow: 'governance',
  consequence: 'administers',
  input,
  subjects: ({ patientId }) => [`patient:${patientId}`],
  load: async ({ tx }, { patientId }) => ({ known: await isPatient(tx, patientId) }),
  plan: ({ known }, { basis, on }, { today }) => {
    if (!known) throw notFound('patient');
    if (!isBasis(basis))
      throw cannot('This need not be accounted for.', notAccounted[basis] ?? '', 'Leave it out; the record of readings holds it anyway.');
    if (on > today) throw cannot('This day is still to come.', 'A disclosure is recorded when it has happened.', 'Correct the date.');
    return basis;
  },
  apply: async ({ tx, now, actor, actId, newId }, basis, { patientId, on, recipient, address, what, why, silentUntil }) => {
    const id = newId();
    const told = { recipient, recipientAddress: address ?? null, what, why, silentUntil: silentUntil ?? null };
    await addDisclosure(tx, { id, patientId, on, basis, ...told, recordedBy: actor.id, recordedAt: now, actId });
    return { result: { disclosureId: id }, subjects: [`disclosure:${id}`, `patient:${patientId}`], details: { basis } };
  },
});

export const disclosureCommands: readonly Command[] = [add];
