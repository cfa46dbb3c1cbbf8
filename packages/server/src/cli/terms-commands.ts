import type { Command } from 'commander';
import { run } from './outcome.ts';

const terms = () => import('./terms.ts');

/** `claimwright payers terms …`: what payers want and pay. */
export function termsCommands(program: Command, practice: readonly [string, string]): void {
  const group = program
    .command('payers')
    .description('the payers of the practice')
    .command('terms')
    .description('what a payer wants and pays: time limits, frequencies, authorizations … (docs/payer-terms.md)');
  group
    .command('show [payer]')
    .description('what counts of a payer, by its number or name; without one: how many terms are set of each')
    .option('--on <day>', 'for this day of service instead of today')
    .option('--history', 'who changed what, when, from what to what', false)
    .option('--json', 'as JSON', false)
    .option(...practice)
    .action((payer, options) => run(async () => (await terms()).showTerms(payer, options)));
  group
    .command('set <payer> <terms...>')
    .description('change terms, each as column=value: filing_days=90 vision=yes ages=unset; what is not named stays')
    .option('--from <day>', 'from this day of service on; else of all days')
    .option('--source <text>', 'where it stands: manual, contract, bulletin')
    .option('--json', 'as JSON', false)
    .option(...practice)
    .action((payer, given, options) => run(async () => (await terms()).setTerms(payer, given, options)));
  group
    .command('undo <payer>')
    .description('take the last change back')
    .option(...practice)
    .action((payer, options) => run(async () => (await terms()).undoTerms(payer, options)));
  group
    .command('export')
    .description('the terms of all payers as a list (CSV) that import reads again')
    .option('-o, --output <file>', 'into this file, which is there whole or not at all; else to standard output')
    .option('--force', 'replace the file that is there', false)
    .option(...practice)
    .action((options) =>
      run(async () => (await import('./lists.ts')).exportList('payer-terms', { ...options, format: 'csv', withIdentifiers: false })),
    );
  group
    .command('import <file>')
    .description('terms of many payers from a list (CSV), all of them or none')
    .option('--json', 'as JSON', false)
    .option(...practice)
    .action((file, options) => run(async () => (await terms()).importTerms(file, options)));
}
