import { type Command, InvalidArgumentError } from 'commander';
import { run } from './outcome.ts';

const listFormat = (text: string): 'csv' | 'jsonl' | 'parquet' => {
  if (text !== 'csv' && text !== 'jsonl' && text !== 'parquet') throw new InvalidArgumentError('Say csv, jsonl or parquet.');
  return text;
};

const port = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_535) throw new InvalidArgumentError('A port is a number from 1 to 65535.');
  return value;
};
const seconds = (text: string): number => {
  const value = Number(text);
  if (!(value >= 0.1 && value <= 86_400)) throw new InvalidArgumentError('Say seconds, from 0.1 to 86400.');
  return value;
};
const whole = (text: string): number => {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('Say a whole number.');
  return Number(text);
};
const afterwards = (text: string): 'leave' | 'move' | 'delete' => {
  if (text !== 'leave' && text !== 'move' && text !== 'delete') throw new InvalidArgumentError('Say leave, move or delete.');
  return text;
};
type Practice = readonly [flags: string, says: string];

const taking = (command: Command, practice: Practice): Command =>
  command
    .option('--pattern <names...>', "only files called so, such as '*.835'")
    .option('--then <what>', 'what becomes of a file that was taken: leave, move or delete', afterwards, 'leave')
    .option('--to <folder>', 'where taken files are moved; within the folder itself unless it is a whole path')
    .option('--cut-off <minutes>', 'how long a file that ends too early is waited for', whole, 10)
    .option(...practice);

/** Files out and files in: lists that are taken out, folders that are watched. */
export function fileCommands(program: Command, practice: Practice): void {
  exportCommands(program, practice);
  watchCommand(program, practice);
  sourceCommands(program, practice);
  listCommands(program, practice);
}

/** What was learned of patients’ coverage and authorizations, as lists or as payers’ answers. */
function listCommands(program: Command, practice: Practice): void {
  const lists = [
    ['coverage', 'who is covered by whom: a list (CSV) or a payer’s answers (271)'],
    ['authorizations', 'prior authorizations: a list (CSV)'],
  ] as const;
  for (const [list, says] of lists)
    program
      .command(list)
      .description(says)
      .command('import <file...>')
      .description('bring them in; rows with a fault are told by their line, and the rest is taken')
      .option(
        '--map <json>',
        'by our name of a column the heading of the list: {"member_id": "Subscriber No"}; said once, kept for the next list',
      )
      .option(...practice)
      .action((files, options) => run(async () => (await import('./learned.ts')).learn(list, files, options)));
}

function exportCommands(program: Command, practice: Practice): void {
  const taken = program.command('export').description('lists of claims, remits and postings as files, for spreadsheets and analysis');
  for (const kind of ['claims', 'remits', 'postings'] as const) {
    const command = taken
      .command(kind)
      .description(`a list of ${kind}; without columns of your own the usual ones`)
      .option('--format <name>', 'csv, jsonl or parquet', listFormat, 'csv')
      .option('-o, --output <file>', 'into this file, which is there whole or not at all; else to standard output')
      .option('--force', 'replace the file that is there', false)
      .option('--columns <names>', 'which columns, with commas between; a wrong one lists them all')
      .option('--from <day>', 'from this day on (of service, payment or booking)')
      .option('--to <day>', 'up to and including this day');
    if (kind === 'claims')
      command
        .option('--search <text>', 'patient, account or member, as on the screen')
        .option('--status <name>', 'sent, denied, patient-due …')
        .option('--with-identifiers', 'columns that name or number a patient may be among the columns; say --purpose', false);
    if (kind === 'remits')
      command.option('--search <text>', 'payer, trace, amount …, as on the tray').option('--view <name>', 'open, parked, posted, not-ours');
    if (kind === 'postings') command.option('--account <name>', 'of entries that touch this account or one below it');
    command
      .option('--purpose <purpose>', 'why: payment, operations or audit; the record keeps it')
      .option(...practice)
      .action((options) => run(async () => (await import('./lists.ts')).exportList(kind, { withIdentifiers: false, ...options })));
  }
}

function watchCommand(program: Command, practice: Practice): void {
  taking(program.command('watch <folder>'), practice)
    .description('take files as they come, never a half-written one, until it is stopped')
    .option('--every <seconds>', 'how often it looks', seconds, 2)
    .option('--once', 'only what is whole by now', false)
    .option('--json', 'a line of JSON for each event', false)
    .addHelpText('after', '\nWith --once: exit status 1 where a file waits, 3 where the folder could not be looked at.')
    .action((folder, options) => run(async () => (await import('./watch.ts')).watch(folder, options)));
}

function sourceCommands(program: Command, practice: Practice): void {
  const places = program.command('sources').description('places that files are taken from by themselves while Claimwright runs');
  const sources = () => import('./sources.ts');
  places
    .command('list', { isDefault: true })
    .description('how each of them stands; exit status 1 where one fails or is silent')
    .option('--json', 'as JSON', false)
    .option(...practice)
    .action((options) => run(async () => (await sources()).sources(options)));
  taking(places.command('add <name>'), practice)
    .description('watch a folder of this machine, or one of an SFTP server')
    .option('--folder <path>', 'a folder; CLAIMWRIGHT_WATCH names those that may be watched')
    .option('--host <name>', 'an SFTP server')
    .option('--port <number>', 'its port', port, 22)
    .option('--user <name>', 'who signs in there')
    .option('--key-file <file>', 'a file with the private key, or with the password')
    .option('--host-key <fingerprint>', 'the server’s own key, SHA256:…, as the sender told it')
    .option('--path <folder>', 'the folder there', '/')
    .option('--every <seconds>', 'how often it is looked at', seconds, 60)
    .option('--quiet <hours>', 'after so many hours without a file somebody should look; 0 for never', whole, 0)
    .action((name, options) => run(async () => (await sources()).add(name, options)));
  for (const [what, says] of [
    ['pause', 'look no more, for now'],
    ['resume', 'go on looking'],
    ['look', 'look at once'],
    ['end', 'watch it no more; its key is forgotten'],
    ['trust', 'take its server for the right one; without --host-key by the key that it shows'],
  ] as const)
    places
      .command(`${what} <name>`)
      .description(says)
      .option('--host-key <fingerprint>', 'SHA256:…')
      .option(...practice)
      .action((name, options) => run(async () => (await sources()).change(what, name, options)));
}
