import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cents, type PlainDate } from '../../ground/base/index.ts';
import {
  type AnsweredEvent,
  type ClaimToBatch,
  controlsOf,
  ladderOf,
  nightDue,
  planBatches,
  type SendingEvent,
  silenceOf,
  steps,
  understood,
  usualHours,
} from './index.ts';

const answered = (more: Partial<AnsweredEvent>): AnsweredEvent => ({
  ...{
    kind: 'answered',
    attempt: 1,
    set: '277CA',
    by: 'clearinghouse',
    verdict: 'accepted',
    on: '2026-02-03T10:00',
    causes: [],
    filed: false,
  },
  ...more,
});
const sent = (attempt = 1): SendingEvent => ({ kind: 'sent', attempt, at: `2026-02-0${attempt}T20:00:00.000Z` });
const cause = { code: 'A7:562:85', says: 'The NPI is wrong.', fix: 'Mend it.' };

const anyAnswer = fc.record({
  kind: fc.constant('answered' as const),
  attempt: fc.integer({ min: 1, max: 3 }),
  set: fc.constantFrom('TA1', '999', '277CA', '277'),
  by: fc.constantFrom('receiver', 'clearinghouse', 'payer'),
  verdict: fc.constantFrom('unmapped', 'information', 'not-found', 'received', 'accepted', 'rejected', 'pending', 'decided'),
  on: fc.constantFrom('2026-02-03', '2026-02-03T09:00', '2026-02-03T10:00', '2026-02-04'),
  causes: fc.constantFrom([], [cause], [{ ...cause, code: 'A6:254' }]),
  payerControlNumber: fc.constantFrom('N1', 'N2'),
  filed: fc.boolean(),
}) satisfies fc.Arbitrary<AnsweredEvent>;
const anyEvents: fc.Arbitrary<SendingEvent[]> = fc.array(
  fc.oneof(
    anyAnswer,
    fc.record({
      kind: fc.constant('approved' as const),
      attempt: fc.integer({ min: 1, max: 3 }),
      at: fc.constant('2026-02-01T08:00:00.000Z'),
    }),
    fc.record({
      kind: fc.constant('sent' as const),
      attempt: fc.integer({ min: 1, max: 3 }),
      at: fc.constantFrom('2026-02-01T20:00:00.000Z', '2026-02-02T20:00:00.000Z'),
    }),
  ),
  { maxLength: 12 },
);

describe('the ladder of a claim', () => {
  test('stands at the same step for any order and any repetition of what happened', () => {
    const shaken = anyEvents.chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length, maxLength: 2 * events.length }),
      ),
    );
    fc.assert(
      fc.property(shaken, ([events, other]) => {
        expect(ladderOf(other)).toEqual(ladderOf(events));
      }),
      { numRuns: 2000 },
    );
  });

  test('climbs step by step, whoever answers first', () => {
    const happened: SendingEvent[] = [
      { kind: 'drafted', at: '2026-02-01T08:00:00.000Z' },
      { kind: 'approved', attempt: 1, at: '2026-02-01T19:00:00.000Z' },
      sent(),
      answered({ set: '999', by: 'receiver', verdict: 'received', on: '2026-02-02' }),
      answered({}),
      answered({ by: 'payer', on: '2026-02-04', filed: true, payerControlNumber: 'N1' }),
      answered({ set: '277', by: 'payer', verdict: 'decided', on: '2026-02-20' }),
    ];
    expect(happened.map((_, i) => ladderOf(happened.slice(0, i + 1)).step)).toEqual(steps);
    const payerFirst = ladderOf(happened.filter((_, i) => i === 2 || i === 5));
    expect(payerFirst).toMatchObject({ step: 'accepted by the payer', payerControlNumber: 'N1', filed: { on: '2026-02-04' } });
  });

  test('a file that was accepted is no proof of filing; the payer’s own word is, even where the claim is sent again', () => {
    const read = answered({ set: '999', by: 'receiver', verdict: 'received' });
    expect(ladderOf([sent(), read, answered({})]).filed).toBeUndefined();
    const first = answered({ by: 'payer', verdict: 'received', filed: true });
    const again = answered({ by: 'payer', attempt: 2, verdict: 'rejected', on: '2026-02-09', causes: [cause] });
    expect(ladderOf([sent(), sent(2), again, first])).toMatchObject({
      ...{ attempt: 2, step: 'accepted by the clearinghouse', filed: { attempt: 1, on: '2026-02-03T10:00' } },
      rejection: { by: 'payer', causes: [cause] },
    });
  });

  test('of the same day a rejection outweighs, and a higher desk is believed', () => {
    const no = answered({ verdict: 'rejected', causes: [cause] });
    expect(ladderOf([sent(), no, answered({})]).rejection).toMatchObject({ causes: [cause] });
    expect(ladderOf([sent(), no, answered({ on: '2026-02-03T11:00' })]).rejection).toBeUndefined();
    expect(ladderOf([sent(), no, answered({ by: 'payer', on: '2026-02-02' })])).toMatchObject({ step: 'accepted by the payer' });
  });

  test('that a payer finds no such claim moves nothing and is remarked on, until it has it', () => {
    const missing = answered({ set: '277', by: 'payer', verdict: 'not-found', on: '2026-02-05', causes: [cause] });
    const asked = ladderOf([sent(), answered({}), missing]);
    expect(asked).toMatchObject({ step: 'accepted by the clearinghouse', remarks: [cause] });
    expect(asked.rejection).toBeUndefined();
    expect(ladderOf([sent(), answered({}), missing, answered({ by: 'payer', on: '2026-02-06' })])).toMatchObject({
      ...{ step: 'accepted by the payer', remarks: [] },
    });
  });

  test('a status that nobody mapped moves nothing and is remarked on; with a meaning it says what it means', () => {
    const unknown = answered({ by: 'payer', verdict: 'unmapped', on: '2026-02-05', causes: [cause], unmapped: { code: 'X7:999' } });
    const stands = [sent(), answered({})];
    const as = (verdict: 'accepted' | 'rejected' | 'information') => {
      const meanings = new Map([['X7:999', { verdict, says: 'It waits.', fix: 'Wait.' }]]);
      return ladderOf([...stands, understood(unknown, meanings)]);
    };
    const said = [{ code: 'X7:999', says: 'It waits.', fix: 'Wait.' }];
    expect(ladderOf([...stands, understood(unknown, new Map())])).toEqual({ ...ladderOf(stands), remarks: [cause] });
    expect(as('information')).toEqual({ ...ladderOf(stands), remarks: said });
    expect(as('accepted')).toMatchObject({ step: 'accepted by the payer', remarks: said });
    expect(as('rejected')).toMatchObject({ rejection: { by: 'payer', causes: said } });
  });

  test('of two numbers of the payer none is used until a person chooses, and a third asks again', () => {
    const first = answered({ by: 'payer', payerControlNumber: '00N1' });
    const other = answered({ set: '277', by: 'payer', on: '2026-02-05', payerControlNumber: 'N2' });
    expect(ladderOf([sent(), first, answered({ payerControlNumber: 'N1' })])).not.toHaveProperty('numbers');
    const doubt = ladderOf([sent(), other, first]);
    expect([doubt.payerControlNumber, doubt.numbers?.map(({ number, set }) => [number, set])]).toEqual([
      undefined,
      [
        ['00N1', '277CA'],
        ['N2', '277'],
      ],
    ]);
    const choice: SendingEvent = {
      kind: 'number chosen',
      attempt: 1,
      number: '00N1',
      among: ['00N1', 'N2'],
      at: '2026-02-06T09:00:00.000Z',
    };
    expect(ladderOf([sent(), choice, other, first]).payerControlNumber).toBe('00N1');
    const third = answered({ set: '835', by: 'payer', verdict: 'decided', on: '2026-02-20', payerControlNumber: 'N3' });
    expect(ladderOf([sent(), choice, other, first, third]).payerControlNumber).toBeUndefined();
  });

  test('whose answer is late is told, from the hour on and not before', () => {
    const at = Date.parse('2026-02-01T20:00:00.000Z');
    const late = (hours: number, ...answers: SendingEvent[]) =>
      silenceOf(ladderOf([sent(), ...answers]), at, usualHours, at + hours * 3_600_000)?.awaits;
    expect([late(23), late(24)]).toEqual([undefined, 'received']);
    const read = answered({ set: '999', by: 'receiver', verdict: 'received' });
    expect([late(47, read), late(48, read)]).toEqual([undefined, 'clearinghouse']);
    expect([late(200, read, answered({})), late(200, answered({ by: 'payer' }))]).toEqual(['payer', undefined]);
    expect(late(900, answered({ verdict: 'rejected' }))).toBeUndefined();
  });
});

describe('batches', () => {
  const claim = (id: string, more: Partial<ClaimToBatch> = {}): ClaimToBatch => ({
    ...{ id, kind: 'professional', payerId: 'P1', patientControlNumber: `N${id}`, billed: cents(100) },
    ...more,
  });

  test('go by destination, payer and kind, within what the destination takes, and never with one number twice', () => {
    const own = { id: 'own', others: false, mostClaims: 2 };
    const rest = { id: 'rest', others: true, mostClaims: 3 };
    const routes = [{ payerId: 'P2', kind: 'professional', destinationId: 'own', payerNumber: 'X2' } as const];
    const claims = [
      ...['a', 'b', 'c', 'd'].map((id) => claim(id)),
      claim('e', { kind: 'dental' }),
      ...['f', 'g', 'h'].map((id) => claim(id, { payerId: 'P2' })),
      claim('i', { payerId: 'P3', patientControlNumber: 'SAME' }),
      claim('j', { payerId: 'P3', patientControlNumber: 'SAME' }),
    ];
    const { batches, left } = planBatches(claims, [rest, own], routes);
    expect(batches.map((one) => [one.destinationId, one.kind, one.claims.map(({ id }) => id).join(''), one.billed])).toEqual([
      ['rest', 'professional', 'abc', 300],
      ['rest', 'professional', 'd', 100],
      ['rest', 'dental', 'e', 100],
      ['own', 'professional', 'fg', 200],
      ['own', 'professional', 'h', 100],
      ['rest', 'professional', 'i', 100],
      ['rest', 'professional', 'j', 100],
    ]);
    expect(left).toEqual([]);
    // What is routed to somebody who is switched off never leaves by whoever takes the others.
    expect(planBatches(claims, [rest], routes).left.map(({ id }) => id)).toEqual(['f', 'g', 'h']);
    expect(planBatches(claims, [own], routes).left).toHaveLength(7);
    expect(batches.map(({ payerNumber }) => payerNumber).filter((number) => number !== undefined)).toEqual(['X2', 'X2']);
  });

  test('are made ready at their hour, once a night, and after downtime for the last night alone', () => {
    const day = (text: string) => text as PlainDate;
    const at = (time: string, last: string | null) => nightDue('20:00', last === null ? null : day(last), { day: day('2026-02-10'), time });
    expect([at('19:59', '2026-02-09'), at('20:00', '2026-02-09'), at('23:59', '2026-02-10')]).toEqual([undefined, '2026-02-10', undefined]);
    expect([at('07:00', '2026-02-08'), at('07:00', '2026-02-01')]).toEqual(['2026-02-09', '2026-02-09']);
    expect(nightDue(null, null, { day: day('2026-02-10'), time: '23:00' })).toBeUndefined();
  });

  test('carry the numbers of their interchange', () => {
    expect(controlsOf(42)).toEqual({
      interchange: '000000042',
      group: '42',
      set: '0001',
      reference: 'CW000000042',
      fileName: 'CW000000042.837',
    });
  });
});
