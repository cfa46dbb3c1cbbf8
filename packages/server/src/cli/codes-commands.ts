import type { Command } from 'commander';
import { run } from './outcome.ts';

const codes = () => import('./codes.ts');

/** `claimwright codes …`: the code tables that the practice brings. */
export function codesCommands(program: Command, practice: readonly [string, string]): void {
  const group = program.command('codes').description('code tables that the practice brings: editions, each for its days of service');
  group
    .command('import <file...>')
    .description('the files of one edition, as their publisher gives them (.gz and .zst too), or a list with headings')
    .option('--table <name>', 'of which table it is, where the file does not say')
    .option('--name <text>', 'what the edition is called; else after its days')
    .option('--source <text>', 'who published it')
    .option('--from <day>', 'the first day of service that it is for, where its name does not say')
    .option('--to <day>', 'the last one; else until a later edition begins')
    .option('--map <file>', 'which heading is which column, as JSON: {"units": "Limit per day"}; used again for the next such list')
    .option('--attest-license', 'the practice is licensed for this list by its publisher (CPT, CDT, NUCC, X12)', false)
    .option('--attested-by <name, role>', 'who says so, by name and role; it is kept with the edition and on the record')
    .option('--leave-out', 'leave rows out that cannot be read, instead of importing nothing', false)
    .option('--preview', 'tell what would change, and keep nothing', false)
    .option('--json', 'as JSON', false)
    .option(...practice)
    .action((files, options) => run(async () => (await codes()).importFiles(files, options)));
  group
    .command('list')
    .description('every edition, and the tables of which none answers for a day')
    .option('--on <day>', 'for this day instead of today')
    .option('--json', 'as JSON', false)
    .option(...practice)
    .action((options) => run(async () => (await codes()).list(options)));
  group
    .command('diff <edition> [against]')
    .description('what an edition says otherwise than the one before it, or than another')
    .option('--json', 'as JSON', false)
    .option(...practice)
    .action((edition, against, options) => run(async () => (await codes()).diff(edition, against, options)));
  group
    .command('explain <code>')
    .description('what every edition says of a code: pairs, limits, primaries, coverage')
    .option('--on <day>', 'as of this day of service')
    .option('--with <code>', 'and whether this one may stand beside it that day: the pair edit, modifiers, limits')
    .option('--json', 'as JSON', false)
    .option(...practice)
    .action((code, options) => run(async () => (await import('./codes-explain.ts')).explain(code, options)));
  group
    .command('families <edition>')
    .description('which codes of a list of your own name no kind of service, and what is not looked for at them')
    .option('--json', 'as JSON', false)
    .option(...practice)
    .action((edition, options) => run(async () => (await codes()).families(edition, options)));
  for (const [what, says] of [
    ['end', 'roll an edition back: it counts no more'],
    ['restore', 'put one that was rolled back in force again'],
  ] as const)
    group
      .command(`${what} <edition>`)
      .description(says)
      .option(...practice)
      .action((edition, options) => run(async () => (await codes()).change(what, edition, options)));
}
