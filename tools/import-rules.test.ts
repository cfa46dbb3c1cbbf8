import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** A small house in which each import breaks the rule named beside it; undefined where the import is allowed. */
const imports: [from: string, to: string, rule: string | undefined][] = [
  ['packages/x12/src/reader.ts', '../../core/src/ground/base/index.ts', 'x12-stands-alone'],
  ['packages/core/src/ground/base/clock.ts', 'node:fs', 'core-is-pure'],
  ['packages/core/src/ground/base/wire.ts', '@claimwright/x12', 'few-speak-x12'],
  ['packages/core/src/revenue/remits/read.ts', '@claimwright/x12', undefined],
  ['packages/core/src/revenue/claims/up.ts', '../posting/index.ts', 'no-upstairs:revenue/claims'],
  ['packages/core/src/revenue/posting/down.ts', '../claims/index.ts', undefined],
  ['packages/core/src/revenue/posting/window.ts', '../claims/claim.ts', 'enter-by-the-face'],
  ['packages/core/src/office/close/across.ts', '../../revenue/claims/index.ts', 'wings-meet-at-the-ledger'],
  ['packages/server/src/revenue/posting/facts.ts', '@claimwright/core/revenue/posting', undefined],
  ['packages/server/src/revenue/posting/facts.ts', '../../store/pool.ts', 'sql-in-stores-only'],
  ['packages/server/src/revenue/posting/store.ts', '../../store/pool.ts', undefined],
  ['packages/server/src/ground/bank/schema.ts', '../../revenue/posting/schema.ts', undefined],
  ['packages/server/src/ground/bank/schema.ts', '../../revenue/posting/store.ts', 'schemas-know-only-tables'],
  ['packages/server/src/ground/bank/store.ts', '../../revenue/posting/schema.ts', 'no-upstairs:ground/bank'],
  ['packages/server/src/http/screens.ts', '../../../web/src/app/main.ts', 'server-not-to-web'],
  ['packages/server/src/http/routes.ts', '../revenue/posting/store.ts', 'routes-go-through-commands'],
  ['packages/web/src/revenue/posting/screen.ts', '@claimwright/core/revenue/posting', undefined],
  ['packages/web/src/revenue/posting/screen.ts', '../claims/screen.ts', 'screens-are-strangers'],
  ['packages/web/src/ui/button.ts', '../app/main.ts', 'ui-knows-no-screen'],
  ['packages/server/src/agents/coding/ask.ts', '../../connectors/models/index.ts', 'one-egress-to-models'],
  ['packages/server/src/ground/governance/models/egress.ts', '../../../connectors/models/index.ts', undefined],
  ['packages/server/src/agents/posting/act.ts', '../../gate/person.ts', 'persons-at-the-doors'],
  ['packages/server/src/revenue/posting/facts.ts', 'node:https', 'few-reach-out'],
  ['packages/server/src/ground/governance/record/streams.ts', 'node:net', undefined],
  ['packages/server/src/jobs/jobs.ts', '../gate/person.ts', 'persons-at-the-doors'],
  ['packages/server/src/http/session.ts', '../gate/person.ts', undefined],
  ['packages/server/src/agents/posting/aid.ts', '../../../testing/desk.ts', 'testing-stays-in-tests'],
  ['packages/twin/src/payer.ts', '@claimwright/core/revenue/posting', 'twin-is-a-stranger'],
  ['packages/twin/src/bank.ts', '@claimwright/x12', undefined],
];

describe('the import rules', () => {
  const house = mkdtempSync(join(tmpdir(), 'claimwright-house-'));
  const violations = new Map<string, string[]>();

  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  };

  beforeAll(() => {
    for (const file of ['tsconfig.json', 'tsconfig.base.json', '.dependency-cruiser.mjs'])
      copyFileSync(join(root, file), join(house, file));
    write('node_modules/@claimwright/.keep', '');
    for (const name of ['x12', 'core']) {
      mkdirSync(join(house, 'packages', name), { recursive: true });
      copyFileSync(join(root, 'packages', name, 'package.json'), join(house, 'packages', name, 'package.json'));
      symlinkSync(join('..', '..', 'packages', name), join(house, 'node_modules', '@claimwright', name));
    }
    const sources = new Map<string, string>();
    const targets = ['packages/x12/src/index.ts', 'packages/core/src/ground/base/index.ts', 'packages/core/src/revenue/posting/index.ts'];
    targets.push(
      'packages/core/src/revenue/claims/index.ts',
      'packages/core/src/revenue/claims/claim.ts',
      'packages/server/src/store/pool.ts',
      'packages/server/src/gate/person.ts',
      'packages/server/testing/desk.ts',
      'packages/server/src/connectors/models/index.ts',
      'packages/server/src/revenue/posting/schema.ts',
    );
    targets.push('packages/web/src/app/main.ts', 'packages/web/src/revenue/claims/screen.ts');
    for (const path of targets) sources.set(path, 'export const here = 1;\n');
    for (const [from, to] of imports) sources.set(from, `${sources.get(from) ?? ''}import '${to}';\n`);
    for (const [path, text] of sources) write(path, text);
    for (const { from, to, rule } of cruise(house))
      violations.set(`${from} ${to}`, [...(violations.get(`${from} ${to}`) ?? []), rule.name]);
  }, 60_000);

  afterAll(() => rmSync(house, { recursive: true, force: true }));

  test.each(imports)('%s → %s: %s', (from, to, rule) => {
    const broken = [...violations].filter(([edge]) => edge.startsWith(`${from} `) && leadsTo(edge, to)).flatMap(([, names]) => names);
    if (rule) expect(broken).toContain(rule);
    else expect(broken).toEqual([]);
  });

  const places: Record<string, string> = {
    '@claimwright/x12': 'packages/x12/src/index.ts',
    '@claimwright/core/revenue/posting': 'packages/core/src/revenue/posting/index.ts',
  };
  function leadsTo(edge: string, to: string): boolean {
    const target = edge.split(' ')[1] ?? '';
    return to.startsWith('node:') ? target === to.slice('node:'.length) : target.endsWith(places[to] ?? to.replace(/^(?:[.]{1,2}\/)+/, ''));
  }
});

type Violation = { from: string; to: string; rule: { name: string } };

function cruise(folder: string): Violation[] {
  const depcruise = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [depcruise, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'packages'];
  const output = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
  return JSON.parse(output).summary.violations;
}
