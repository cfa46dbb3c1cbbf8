import { describe, expect, test } from 'vitest';
import { codeRules } from './tidy/code-rules.ts';
import { fileRules } from './tidy/file-rules.ts';
import { report } from './tidy/rule.ts';
import { trackedFiles } from './tidy/tracked-files.ts';

const rules = [...codeRules, ...fileRules];

/** For each rule, a file that breaks it: a rule that finds nothing anywhere proves nothing. */
const offenders: Record<string, { path: string; text: string }> = {
  'functions fit on a screen': { path: 'packages/core/src/a.ts', text: `function long() {\n${'  go();\n'.repeat(70)}}\n` },
  'no any': { path: 'packages/web/src/a.ts', text: `const a: ${'an'}${'y'} = 1;` },
  'no clock where things are decided or replayed': { path: 'packages/core/src/b.ts', text: 'const now = new Date();' },
  'no chance where things are decided or replayed': { path: 'packages/twin/src/b.ts', text: 'Math.random();' },
  'no floating money': { path: 'packages/core/src/revenue/posting/c.ts', text: 'const dollars = cents / 100;' },
  'no amount is silently cut off at zero': { path: 'packages/server/src/revenue/posting/d.ts', text: 'Math.max(balance, 0);' },
  'files fit in a head': { path: 'packages/web/src/long.css', text: 'a{}\n'.repeat(401) },
  'names say what is inside': { path: 'packages/web/src/date-utils.ts', text: '' },
  'one Postgres schema a room': { path: 'packages/server/src/ground/bank/schema.ts', text: "pgSchema('a'); pgSchema('b');" },
  'nothing names the machine it was made on': { path: 'a.md', text: `see ${'/wo'}rk/main` },
  'no claim that nobody can make': { path: 'b.md', text: `${'HIPAA'} certified` },
};

describe('the house is tidy', () => {
  const files = trackedFiles();
  test.each(rules)('$name', (rule) => {
    const breaches = rule.check(files);
    expect(breaches, report(rule.advice, breaches)).toHaveLength(0);
  });
});

describe('the rules bite', () => {
  test.each(rules)('$name', (rule) => {
    const offender = offenders[rule.name];
    expect(offender, 'each rule has an offender in this test').toBeDefined();
    expect(offender && rule.check([offender])).toHaveLength(1);
  });
});
