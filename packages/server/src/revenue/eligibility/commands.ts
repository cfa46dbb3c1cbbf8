import { authorizationList, coverageList } from '@claimwright/core/revenue/eligibility';
import { z } from 'zod';
import { type Command, command, Refusal } from '../../gate/index.ts';
import { putListMap } from './store.ts';

const said = z.string().trim().min(1).max(120);
const input = z.object({
  list: z.enum(['coverage', 'authorizations']),
  /** All of the list's headings, in their order. */
  headings: z.array(said).min(1).max(200),
  /** By our name of a column the heading that means it. */
  columns: z.record(said, said),
});
type Input = z.infer<typeof input>;

const lists = { coverage: coverageList, authorizations: authorizationList };

/** Said once which headings of a practice's own list mean what: every list with the same headings is read so from then on. */
const setMap = command<Input, null, { id: string }, { id: string }>({
  name: 'revenue/eligibility/set-map',
  summary: 'Say which headings of a list mean what',
  permission: 'practice.setup',
  workflow: 'charges',
  consequence: 'administers',
  whole: 'how lists are read',
  input,
  load: async () => null,
  plan: (_facts, { list, headings, columns }, ctx) => {
    const known: readonly string[] = lists[list].columns;
    const strange = Object.keys(columns).filter((column) => !known.includes(column));
    const absent = Object.values(columns).filter((heading) => !headings.includes(heading));
    if (strange.length > 0)
      throw new Refusal('bad-input', `There is no column ${strange.join(', ')}.`, { fix: `There are ${known.join(', ')}.` });
    if (absent.length > 0)
      throw new Refusal('bad-input', `The list has no heading ${absent.join(', ')}.`, { fix: 'Write it as the list has it.' });
    return { id: ctx.newId() };
  },
  apply: async (ctx, { id }, map) => {
    await putListMap(ctx, id, map);
    return { result: { id }, subjects: [`list-map:${id}`], details: { list: map.list, columns: Object.keys(map.columns).length } };
  },
});

export const eligibilityCommands: readonly Command[] = [setMap];
