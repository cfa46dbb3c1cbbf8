import { type Command, InvalidArgumentError } from 'commander';
import { run } from './outcome.ts';

// Each command brings its own parts when it is called.
const x12 = () => import('./x12.ts');
const parts = () => import('./x12-parts.ts');

const count = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Say a number from 1 to 999999999.');
  return Number(text);
};

const splitBy = (text: string): 'set' | 'payer' | 'provider' => {
  if (text !== 'set' && text !== 'payer' && text !== 'provider') throw new InvalidArgumentError('Say set, payer or provider.');
  return text;
};

const schemaFormat = (text: string): 'json-schema' | 'typescript' => {
  if (text !== 'json-schema' && text !== 'typescript') throw new InvalidArgumentError('Say json-schema or typescript.');
  return text;
};

/** X12 files: what is in them, whether it is right, and others made of them. */
export function x12Commands(program: Command): void {
  const wire = program
    .command('x12')
    .description(
      'look into X12 files (835, 837, 999, TA1, 270, 271, 276, 277, 278); FILE may be - for standard input, and may be packed with gzip',
    )
    .addHelpText('after', '\nExit status: 0 clean, 1 findings of severity error, 2 something could not be read.');
  looking(wire);
  making(wire);
}

function looking(wire: Command): void {
  wire
    .command('summary <file...>')
    .description('claims, amounts and balance of every set')
    .option(
      '--json',
      'one JSON array, an object for each file: errors within a set count in it, those outside of sets (GE, IEA, ISA) beside it; `error` says why a file cannot be read',
      false,
    )
    .action((files, options) => run(async () => (await x12()).summary(files, options)));
  wire
    .command('check <file...>')
    .description('every finding, with its place and what to do')
    .option('--json', 'one JSON array, an object for each file', false)
    .option('--overlay <guide...>', 'hold them to these companion guides too (JSON)')
    .option(
      '--codes <tables...>',
      'hold their codes to these tables as of the day of service: files as their publishers have them, CSV of code,type,from,to, or folders of such',
    )
    .action((files, options) => run(async () => (await x12()).check(files, options)));
  wire
    .command('ack <file>')
    .description('the answer to a file that came: accepted or rejected, as 999 and TA1, claims as 277CA')
    .option('--out-999 <file>', 'writes the 999; for groups of 4010 the 997 of their time')
    .option('--ta1', 'puts a TA1 before it', false)
    .option('--out-277ca <file>', 'writes the 277CA of the claims that the 999 accepts')
    .option('--control <number>', 'interchange control number of the first answer; each further one takes the next', '1')
    .option('--force', 'writes over files that are there', false)
    .option('--overlay <guide...>', 'hold the claims to these companion guides too (JSON)')
    .action((file, options) => run(async () => (await import('./x12-ack.ts')).ack(file, options)));
  wire
    .command('explain <file...>')
    .description('the file as a tree that a biller can read')
    .action((files) => run(async () => (await x12()).explain(files)));
  wire
    .command('json <file...>')
    .description('everything that is in the file, as JSON')
    .action((files) => run(async () => (await x12()).json(files)));
}

function making(wire: Command): void {
  wire
    .command('diff <a> <b>')
    .description('what two files say differently, claim by claim: numbers, order, delimiters and dates of the envelope do not count')
    .option('--strict', 'they count too', false)
    .option('--json', 'one JSON array, an object for each difference', false)
    .addHelpText(
      'after',
      '\nExit status: 0 they mean the same, 1 they differ, 2 one could not be read. What differs is shown, patient data too.',
    )
    .action((a, b, options) => run(async () => (await import('./x12-diff.ts')).diff(a, b, options)));

  wire
    .command('split <file>')
    .description(
      'take a file apart into files that stand for themselves; an 835 by set, payer or provider only: its claims are one payment',
    )
    .requiredOption('--out <folder>', 'where the parts go')
    .option('--by <what>', 'set, payer, provider', splitBy, 'set')
    .option('--claim-count <number>', 'instead: at most so many claims a file (837)', count)
    .option('--control <number>', 'the first interchange control number; else that of the source', count)
    .option('--force', 'replace files that are there', false)
    .option('--json', 'the parts as a JSON array', false)
    .action((file, { claimCount, by, ...options }) =>
      run(async () => (await parts()).split(file, { ...options, by: claimCount === undefined ? by : { claims: claimCount } })),
    );
  wire
    .command('merge <file...>')
    .description('put the sets of several files into one, under the envelopes that they came in')
    .requiredOption('--out <file>', 'the file to make')
    .option('--control <number>', 'the first interchange control number; else that of the first file', count)
    .option('--force', 'replace the file that is there', false)
    .option('--json', 'what was written, as JSON', false)
    .action((files, options) => run(async () => (await parts()).merge(files, options)));
  wire
    .command('redact <file>')
    .description(
      'a file that reads and balances the same, with no name, number, address, date of birth or death or text of the original in it',
    )
    .requiredOption('--out <file>', 'the file to make')
    .option('--keep-providers', 'NPI and tax numbers of providers stay', false)
    .option('--shift-dates', 'dates of service move too, all by one number of weeks', false)
    .option('--seed <text>', 'the same surrogates for the same text; else others each time')
    .option('--force', 'replace the file that is there', false)
    .option('--json', 'what was done, as JSON', false)
    .addHelpText(
      'after',
      '\nStates, codes, amounts and (unless shifted) dates of service stay: whoever knows the patients may know them again. It is no statement of an expert.',
    )
    .action((file, options) => run(async () => (await import('./x12-redact.ts')).redact(file, options)));
  wire
    .command('schema [set]')
    .description(
      'what x12 json prints of a set (835, 837P, 277CA, …; all where none is named), as JSON Schema (2020-12) or TypeScript types',
    )
    .option('--format <name>', 'json-schema or typescript', schemaFormat, 'json-schema')
    .option('--out <folder>', 'a file for each set into this folder; else to standard output')
    .option('--force', 'replace files that are there', false)
    .action((set, options) => run(async () => (await import('./x12-schema.ts')).schema(set, options)));
}
