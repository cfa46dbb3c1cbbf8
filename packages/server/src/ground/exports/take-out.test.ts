import { claimList } from '@claimwright/core/revenue/claims';
import { expect, test } from 'vitest';
import type { Actor } from '../../gate/index.ts';
import type { ExportPage } from './export-query.ts';
import { type Exportable, takeOut } from './take-out.ts';

const claims: Exportable = { list: claimList, plain: { query: 'revenue/claims/export', right: 'claims.export' } };
const actor: Actor = { kind: 'system', id: 'system', name: 'System', tenant: 't', roles: ['system'] };
const whole = 200_000;

test.each([
  ['csv', 1],
  ['jsonl', 1],
  // A row group is forty pieces.
  ['parquet', 40],
] as const)(
  'two hundred thousand claims leave as %s piece by piece: the next is asked for when the last has gone',
  async (format, pieces) => {
    let asked = 0;
    const gate = {
      admit: async () => undefined,
      ask: async <T>(_name: string, input: unknown): Promise<T> => {
        const at = Number((input as { cursor?: string }).cursor ?? 0);
        asked += 1;
        const rows = Array.from({ length: 250 }, (_, i) => ({ claim_id: `claim ${at + i}`, billed_cents: at + i }));
        const page: ExportPage = { rows, subjects: [], ...(at + 250 < whole ? { next: String(at + 250) } : {}) };
        return page as T;
      },
    };
    const asks = { format, columns: ['claim_id', 'billed_cents'] };
    const taken = await takeOut({ gate, note: async () => undefined }, claims, actor, asks);
    let [got, ahead, largest] = [0, 0, 0];
    for await (const piece of taken.bytes) {
      got += 1;
      largest = piece.length > largest ? piece.length : largest;
      const more = asked - got * pieces;
      ahead = more > ahead ? more : ahead;
    }
    expect([asked, taken.rows()]).toEqual([whole / 250, whole]);
    expect(ahead).toBeLessThanOrEqual(1);
    expect(largest).toBeLessThan(1_000_000);
  },
);
