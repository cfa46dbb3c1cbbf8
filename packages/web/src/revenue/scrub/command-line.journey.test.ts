import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Running, runCommand, startAgain } from '../../../testing/program.ts';

const rule = {
  ...{ id: 'office-high-total', title: 'High totals', payers: ['*'], effective: '2026-01-01', over: 'claim' },
  ...{ when: 'claim.billedCents > 10000', action: 'warn', says: 'The claim is above 100 dollars.', because: 'They ask for records.' },
  ...{ fix: 'Attach them.', source: 'manual' },
  tests: [
    { name: 'above', see: { claim: { billedCents: 20_000 } }, fires: true },
    { name: 'below', see: { claim: { billedCents: 100 } }, fires: false },
  ],
};

describe('the command line, of claims that go out', () => {
  let program: Running;
  let folder: string;
  beforeAll(async () => {
    program = await startAgain();
    folder = mkdtempSync(join(tmpdir(), 'claimwright-commands-'));
  });
  afterAll(() => program?.end());

  const run = (...args: string[]) => runCommand(args, program.data);
  /** What a command printed as JSON; what it tells a person besides stands around it. */
  const json = (printed: string) => JSON.parse(printed.slice(printed.search(/^[[{]/m), printed.search(/[\]}]\s*(?:$|\n(?![\s\]}]))/) + 1));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  test('rules are taken in, tested, previewed, switched by what the preview said, shown and switched off', async () => {
    const pack = file('office.rules.json', JSON.stringify({ title: 'Office', rules: [rule] }));
    expect((await run('rules', 'test', pack)).status).toBe(0);
    const broken = file('broken.rules.json', JSON.stringify([{ ...rule, tests: [{ ...rule.tests[0], fires: false }] }]));
    const failing = await run('rules', 'test', broken);
    expect([failing.status, failing.printed]).toEqual([1, expect.stringContaining('“above” should stay silent, and fired')]);
    expect((await run('rules', 'import', pack)).printed).toContain('1 rules are saved');
    const preview = await run('rules', 'preview', rule.id, '--json');
    const { hits } = json(preview.printed);
    expect(hits).toBeGreaterThan(0);
    const unseen = await run('rules', 'on', rule.id, '--previewed', String(hits + 1), '--because', 'the office asked');
    expect([unseen.status, unseen.printed]).toEqual([1, expect.stringContaining('This rule was not looked at as it stands.')]);
    expect((await run('rules', 'on', rule.id, '--previewed', String(hits), '--because', 'the office asked')).printed).toContain('is on');
    expect((await run('rules', 'list')).printed).toMatch(/office-high-total +on +warn +finds \d+ of \d+ claims of the last ninety days/);
    expect((await run('rules', 'show', rule.id)).printed).toMatch(/switched on on .* by .*: the office asked/);
    expect((await run('rules', 'off', rule.id, '--because', 'tried enough')).printed).toContain('is off');
    expect((await run('rules', 'off', rule.id, '--because', 'tried enough')).status).toBe(2);
    expect((await run('rules', 'show', 'no-such-rule')).status).toBe(2);
  });

  test('charges, and how claims stand, are told as JSON', async () => {
    const head = 'account,last_name,first_name,birth_date,sex,payer_id,payer_name,member_id,code,charged,served_on,diagnoses';
    const list = file(
      'charges.csv',
      `${head}\nCMD-1,Okafor,Ada,1980-02-03,F,90101,Northwind Mutual,NW123456789,99213,120.00,2026-11-16,E11.9\nCMD-2,Nobody,,,,,,,99213,x,2026-11-16,\n`,
    );
    const entered = await run('charges', 'import', list, '--json');
    const told = json(entered.printed);
    expect(entered.status).toBe(1);
    expect(told).toMatchObject({ added: 1, keptOut: 1 });
    expect(told.findings.some(({ severity }: { severity: string }) => severity === 'error')).toBe(true);
    expect(told.built).toMatchObject({ notInsurance: 0 });
    const claim = (await run('claims', 'list', '--json')).printed.split('\n').find((line) => line.startsWith('{'));
    const { account, draftId } = JSON.parse(claim ?? '{}');
    const status = await run('claims', 'status', account, '--json');
    expect(json(status.printed)).toMatchObject({ claim: account, draftId, step: 'drafted' });
  });

  test('a report is there whole or not at all, and replaces nothing unasked', async () => {
    const out = mkdtempSync(join(folder, 'out-'));
    const none = await run('claims', 'report', '00000000-0000-4000-8000-000000000000', '-o', join(out, 'none.pdf'));
    expect(none.status).not.toBe(0);
    expect(readdirSync(out)).toEqual([]);
    const { batches } = json((await run('claims', 'prepare', '--json')).printed);
    const report = join(out, 'report.json');
    expect((await run('claims', 'report', batches[0], '--json', '-o', report)).status).toBe(0);
    expect(existsSync(report)).toBe(true);
    const again = await run('claims', 'report', batches[0], '--json', '-o', report);
    expect([again.status, again.printed]).toEqual([2, expect.stringContaining('--force')]);
    expect((await run('claims', 'report', batches[0], '--json', '-o', report, '--force')).status).toBe(0);
    expect(readdirSync(out)).toEqual(['report.json']);
    expect((await run('claims', 'report', batches[0], '--json')).printed).toContain('On the record it stands as SHA-256');
  });
});
