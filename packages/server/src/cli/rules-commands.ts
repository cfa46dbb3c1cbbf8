import type { Command } from 'commander';
import { run } from './outcome.ts';

const rules = () => import('./rules.ts');

/** `claimwright rules …`: what payers want and no code table says. */
export function rulesCommands(program: Command, practice: readonly [string, string]): void {
  const group = program.command('rules').description('payer rules: what payers want and no code table says');
  group
    .command('list')
    .description('each rule: whether it is on, what it does, how many claims it finds')
    .option('--json', 'as JSON', false)
    .option(...practice)
    .action((options) => run(async () => (await rules()).listRules(options)));
  group
    .command('show <rule>')
    .description('what a rule says, its versions, and when it was switched')
    .option('--json', 'as JSON', false)
    .option(...practice)
    .action((rule, options) => run(async () => (await rules()).showRule(rule, options)));
  group
    .command('test [file]')
    .description('whether the tests of the rules hold, of those that are kept or of a pack (JSON); 1 where one does not')
    .option('--json', 'as JSON', false)
    .option(...practice)
    .action((file, options) => run(async () => (await rules()).testRules(file, options)));
  group
    .command('preview <rule>')
    .description('what a rule would have found of the claims of the last ninety days')
    .option('--json', 'as JSON', false)
    .option(...practice)
    .action((rule, options) => run(async () => (await rules()).previewRule(rule, options)));
  group
    .command('import <file>')
    .description('take a pack of rules in (JSON), all of them or none; each waits to be switched on')
    .option('--json', 'as JSON', false)
    .option(...practice)
    .action((file, options) => run(async () => (await rules()).importRules(file, options)));
  for (const [what, says] of [
    ['on', 'switch the newest version of a rule on, once it was previewed'],
    ['off', 'switch a rule off'],
  ] as const) {
    const command = group.command(`${what} <rule>`).description(says).requiredOption('--because <text>', 'why; it is kept with the rule');
    if (what === 'on') command.requiredOption('--previewed <claims>', 'how many claims the preview said that it finds', Number);
    command
      .option('--json', 'as JSON', false)
      .option(...practice)
      .action((rule, options) => run(async () => (await rules()).switchRule(what === 'on', rule, options)));
  }
}
