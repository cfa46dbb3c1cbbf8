import { expect, test } from 'vitest';
import { drawnLadder, type LadderEvent } from './rungs.ts';

const answered = (own: Partial<Extract<LadderEvent, { kind: 'answered' }>>): LadderEvent => ({
  ...{ kind: 'answered', attempt: 1, set: '277CA', by: 'clearinghouse', verdict: 'accepted', on: '2026-02-21', causes: [], filed: false },
  ...own,
});
const before: LadderEvent[] = [
  { kind: 'drafted', at: '2026-02-20T09:00:00.000Z' },
  { kind: 'approved', attempt: 1, at: '2026-02-20T20:00:00.000Z' },
  { kind: 'sent', attempt: 1, at: '2026-02-20T20:01:00.000Z' },
  answered({ set: '999', by: 'receiver' }),
];
const states = (of: Parameters<typeof drawnLadder>[0]) => drawnLadder(of).map(({ state }) => state);

test('a claim stands on the rung that it has reached, and ends on the one where it was turned back', () => {
  const standing = { step: 'accepted by the clearinghouse', attempt: 1, remarks: [] } as const;
  const all = [...before, answered({})];
  expect(states({ ladder: standing, events: all })).toEqual(['reached', 'reached', 'reached', 'reached', 'here', 'ahead', 'ahead']);
  const refused = answered({ by: 'payer', verdict: 'rejected' });
  const rejection = { by: 'payer', set: '277CA', on: '2026-02-22', causes: [] } as const;
  const ladder = drawnLadder({ ladder: { ...standing, rejection }, events: [...all, refused] });
  expect(ladder.map(({ state }) => state)).toEqual(['reached', 'reached', 'reached', 'reached', 'reached', 'ended', 'ahead']);
  expect(ladder[5]?.events).toEqual([refused]);
});

test('what an earlier sending met is not on the ladder of the newest', () => {
  const again: LadderEvent[] = [
    ...before,
    answered({ verdict: 'rejected' }),
    { kind: 'approved', attempt: 2, at: '2026-02-23T20:00:00.000Z' },
  ];
  const drawn = drawnLadder({ ladder: { step: 'approved', attempt: 2, remarks: [] }, events: again });
  expect(drawn.map(({ events }) => events.length)).toEqual([1, 1, 0, 0, 0, 0, 0]);
});

test('what is mailed passes no clearinghouse', () => {
  const told = answered({ set: 'told', by: 'receiver', verdict: 'received' });
  const drawn = drawnLadder({ ladder: { step: 'received', attempt: 1, remarks: [] }, events: [...before.slice(0, 3), told], byMail: true });
  expect(drawn.map(({ words, state }) => `${words}: ${state}`)).toEqual([
    ...['Drafted: reached', 'Approved: reached', 'Sent: reached', 'Mailed: here', 'Accepted by the payer: ahead', 'Adjudicated: ahead'],
  ]);
  expect(drawn[3]?.events).toEqual([told]);
});
