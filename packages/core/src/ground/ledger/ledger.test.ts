import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cents, type PlainDate } from '../base/index.ts';
import {
  accountComponent,
  checkEntry,
  clearingAccount,
  type JournalEntry,
  journalOf,
  type Movement,
  referenceAccount,
  reverseBookings,
  reverseEntry,
  toBeancount,
  toHledger,
  trialBalance,
  unappliedAccount,
} from './index.ts';

const on = '2026-01-05' as PlainDate;
const evidence = { document: 'd1', from: 10, to: 20 };

const movement = (m: Partial<Movement>): Movement => ({
  id: 'm',
  entryId: 'e',
  claimId: 'c1',
  party: 'primary',
  kind: 'payment',
  amount: cents(-9000),
  account: clearingAccount('P1', 'T1'),
  because: 'Paid',
  ...m,
});

const posted: readonly Movement[] = [
  movement({ id: 'm1', evidence }),
  movement({
    id: 'm2',
    kind: 'contractual',
    amount: cents(-8000),
    account: 'Income:Contractual',
    evidence: { document: 'd1', from: 30, to: 40 },
  }),
  movement({ id: 'm3', kind: 'transfer', amount: cents(-3000), account: 'Assets:AR:Patient' }),
  movement({ id: 'm4', kind: 'transfer', party: 'patient', amount: cents(3000), account: 'Assets:AR:Payer' }),
];
const entry: JournalEntry = {
  id: '0198-a',
  on,
  source: { kind: 'remit-claim', id: 'rc1' },
  description: 'Remit claim 1; "quoted", with | marks',
  lines: journalOf(posted),
};

describe('account names', () => {
  test('any trace becomes a name that hledger and Beancount accept', () => {
    expect(clearingAccount('1999999999', '71700666')).toBe('Assets:Clearing:1999999999:71700666');
    for (const text of ['abc', 'a/b', 'Ä:ö', '', '  ', '-x-', 'A B', '0', ':::']) {
      expect(accountComponent(text)).toMatch(/^[A-Z0-9][A-Za-z0-9-]*$/);
    }
  });
  test('two texts never share an account', () => {
    const texts = ['A B', 'A-B', 'A/B', 'a-B', 'A  B', '', '-', '0', '00'];
    expect(new Set(texts.map(accountComponent)).size).toBe(texts.length);
  });
  test('a reference opens an account of its own, none does not', () => {
    expect(referenceAccount('Liabilities:Payer:Forward', '1512345678', 'R7')).toBe('Liabilities:Payer:Forward:1512345678:R7');
    expect(referenceAccount('Liabilities:Payer:Forward', '1512345678', ' ')).toBe('Liabilities:Payer:Forward:1512345678');
    expect(unappliedAccount('0198c0de-1111-7222-8333-444455556666')).toBe('Liabilities:Unapplied:444455556666');
  });
});

describe('the journal of movements', () => {
  test('one line an account and claim, a transfer counted once, evidence spanning what it was made of', () => {
    expect(entry.lines).toEqual([
      { account: 'Assets:Clearing:P1:T1', amount: 9000, claimId: 'c1', evidence },
      { account: 'Assets:AR:Payer', amount: -20000, claimId: 'c1', evidence: { document: 'd1', from: 10, to: 40 } },
      { account: 'Income:Contractual', amount: 8000, claimId: 'c1', evidence: { document: 'd1', from: 30, to: 40 } },
      { account: 'Assets:AR:Patient', amount: 3000, claimId: 'c1' },
    ]);
    expect(checkEntry(entry)).toBeUndefined();
  });
  test('a share that only moves between payers still has two sides', () => {
    const lines = journalOf([
      movement({ kind: 'transfer', amount: cents(-500), account: 'Assets:AR:Payer' }),
      movement({ kind: 'transfer', party: 'secondary', amount: cents(500), account: 'Assets:AR:Payer' }),
    ]);
    expect(lines.map((line) => line.amount)).toEqual([-500, 500]);
  });
  test('movements that cancel leave their trail', () => {
    const lines = journalOf([movement({ amount: cents(-500) }), movement({ amount: cents(500) })]);
    expect(lines).toHaveLength(4);
    expect(checkEntry({ ...entry, lines })).toBeUndefined();
  });
  test('an empty or unbalanced entry is told', () => {
    expect(checkEntry({ ...entry, lines: [] })).toContain('no lines');
    expect(checkEntry({ ...entry, lines: entry.lines.slice(1) })).toContain('out of balance by -9000');
  });
});

test('the mirror of a mirror is what it was; books with both are at zero', () => {
  const mirror = reverseEntry(entry, 'b', on);
  const again = reverseEntry(mirror, 'c', on);
  expect(again.lines).toEqual(entry.lines);
  expect(again.description).toBe(entry.description);
  expect([mirror.reverses, again.reverses]).toEqual([entry.id, 'b']);
  expect([...trialBalance([entry, mirror]).values()]).toEqual([0, 0, 0, 0]);
  let n = 0;
  const back = reverseBookings({ entries: [{ ...entry, id: 'e' }], movements: posted }, () => `n${n++}`, on);
  expect(back.movements.map((m) => [m.entryId, m.amount, m.reverses])).toEqual(posted.map((m) => ['n0', -m.amount, m.id]));
});

const has = (command: string): boolean => spawnSync(command, ['--version']).status === 0;

describe('exports', () => {
  const mirror = reverseEntry(entry, 'b', '2026-01-09' as PlainDate);
  const next: JournalEntry = { ...entry, id: '0198-b', on: '2026-01-03' as PlainDate, description: 'Earlier day' };
  const entries = [entry, mirror, next];

  test.skipIf(!has('hledger'))('hledger reads its export strictly and agrees to the cent', () => {
    const text = [...toHledger(entries, trialBalance(entries).keys())].join('\n');
    expect(spawnSync('hledger', ['-f', '-', 'check', '--strict'], { input: text }).stderr.toString()).toBe('');
    const said = spawnSync('hledger', ['-f', '-', 'balance', '-N', '-O', 'csv'], { input: text }).stdout.toString();
    expect(said).toContain('"Assets:AR:Payer","-200.00 USD"');
    expect(said).toContain('"Assets:Clearing:P1:T1","90.00 USD"');
    const tagged = spawnSync('hledger', ['-f', '-', 'reg', 'tag:reverses=0198-a', '-O', 'csv'], { input: text }).stdout.toString();
    expect(tagged.split('\n').length).toBeGreaterThan(4);
  });

  test.skipIf(!has('bean-check'))('Beancount reads its export without a word', () => {
    const folder = mkdtempSync(join(tmpdir(), 'books-'));
    const file = join(folder, 'books.beancount');
    writeFileSync(file, [...toBeancount(entries), ''].join('\n'));
    const said = spawnSync('bean-check', [file]);
    rmSync(folder, { recursive: true });
    expect([said.status, said.stderr.toString()]).toEqual([0, '']);
  });

  test('each entry says its id, its source and its evidence', () => {
    const text = [...toHledger([entry])].join('\n');
    expect(text).toContain('2026-01-05 * (0198-a) Remit claim 1');
    expect(text).toContain('; source: remit-claim/rc1');
    expect(text).toContain('; evidence: d1#10-40');
  });
});
