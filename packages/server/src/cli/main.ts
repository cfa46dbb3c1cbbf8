import { Command, InvalidArgumentError } from 'commander';
import { codesCommands } from './codes-commands.ts';
import { fileCommands } from './file-commands.ts';
import { run } from './outcome.ts';

// Each command brings its own parts when it is called: reading an X12 file must not wait for a web server to load.
const x12 = () => import('./x12.ts');
const parts = () => import('./x12-parts.ts');
const office = () => import('./office.ts');
const keeping = () => import('./keeping.ts');
const identity = () => import('./identity.ts');
const keys = () => import('./keys.ts');
const recorded = () => import('./record.ts');
const gettingStarted = () => import('./onboarding.ts');

const port = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError('A port is a number from 1 to 65535.');
  return value;
};

const profile = (text: string): 'small' | 'large' => {
  if (text !== 'small' && text !== 'large') throw new InvalidArgumentError('There is small, and large.');
  return text;
};

const scale = (text: string): number => {
  const value = Number(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError('A scale is a number above 0, and at most 1.');
  return value;
};

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

const format = (text: string): 'hledger' | 'beancount' => {
  if (text !== 'hledger' && text !== 'beancount') throw new InvalidArgumentError('Say hledger or beancount.');
  return text;
};

const program = new Command('claimwright')
  .description('A self-hosted copilot for the back office of medical, dental and optometry practices.')
  .version('0.1.0')
  .showHelpAfterError('(claimwright --help shows what there is)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .addHelpText(
    'after',
    `
Data lie in .claimwright in the clone, or where CLAIMWRIGHT_DATA says; DATABASE_URL names a PostgreSQL server of your own.
Exit status: 0 fine, 1 findings or a failed check, 2 cannot be read or asked wrongly, 3 something is in the way.`,
  );

program
  .command('start')
  .description('start the server, its jobs and the app; the first time with a fictional practice to try things on')
  .option('--port <number>', 'where the app listens', port, 7400)
  .option('--host <address>', 'which address of this machine it listens on; 0.0.0.0 for all', '127.0.0.1')
  .option('--profile <name>', 'which fictional practice: small, or large (three years, 40 sites, 200,000 claims)', profile, 'small')
  .option('--scale <share>', 'of the large one only a part: 0.05 is a twentieth', scale, 1)
  .option('--empty', 'start with nothing: the first page asks for your practice', false)
  .option('--dev', 'build the screens on request and reload them on change', false)
  .option('--no-screens', 'serve the API only')
  .option('--tls-cert <file>', 'serve https with this certificate (PEM); TLS 1.3 and nothing below')
  .option('--tls-key <file>', 'the certificate’s private key (PEM)')
  .option('--allow-host <names>', 'names under which browsers may come, with commas between; beyond this machine they must be said')
  .option('--behind-proxy [addresses]', 'a proxy that ends TLS stands before it; its addresses, where it is on another machine')
  .action((options) => run(async () => (await import('./start.ts')).start(options)));

const wire = program
  .command('x12')
  .description(
    'look into X12 files (835, 837, 999, TA1, 270, 271, 276, 277, 278); FILE may be - for standard input, and may be packed with gzip',
  )
  .addHelpText('after', '\nExit status: 0 clean, 1 findings of severity error, 2 something could not be read.');
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
  .description('take a file apart into files that stand for themselves; an 835 by set, payer or provider only: its claims are one payment')
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
  .description('what x12 json prints of a set (835, 837P, 277CA, …; all where none is named), as JSON Schema (2020-12) or TypeScript types')
  .option('--format <name>', 'json-schema or typescript', schemaFormat, 'json-schema')
  .option('--out <folder>', 'a file for each set into this folder; else to standard output')
  .option('--force', 'replace files that are there', false)
  .action((set, options) => run(async () => (await import('./x12-schema.ts')).schema(set, options)));

const practice = ['--practice <name>', 'which practice, where there are several'] as const;
const books = program.command('books').description('the practice’s books');
books
  .command('export')
  .description('all journal entries, for another bookkeeping program')
  .option('--format <name>', 'hledger or beancount', format, 'hledger')
  .option('--out <file>', 'into this file; else to standard output')
  .option(...practice)
  .action((options) => run(async () => (await office()).exportTo(options)));
books
  .command('tie-out')
  .description('whether claims, cash and books agree')
  .option('--json', 'as JSON', false)
  .option(...practice)
  .action((options) => run(async () => (await office()).tieOut(options)));

fileCommands(program, practice);
codesCommands(program, practice);

program
  .command('security-pack')
  .description(
    'one archive for whoever reviews the security: configuration, access, vendors, keys, the record’s state, packages; no patient’s data',
  )
  .requiredOption('-o, --output <file>', 'where the archive goes (.tar.gz)')
  .option('--practice <name>', 'which practice, where there are several')
  .action((options) => run(async () => (await import('./security-pack.ts')).securityPack(options)));

program
  .command('training-manifest')
  .description('what is learnt from, and that it names nobody; no model is trained or tuned')
  .option('--json', 'as JSON', false)
  .option(...practice)
  .action((options) => run(async () => (await recorded()).trainingManifest(options)));

const record = program.command('record').description('the chained record of everything that was done and seen');
record
  .command('verify')
  .description('whether the record is whole, is what was signed, and the ledger is what it says')
  .option('--json', 'as JSON', false)
  .option(...practice)
  .action((options) => run(async () => (await recorded()).verify(options)));
record
  .command('export')
  .description('one file with entries, proofs and the verifier, which anyone can check without Claimwright')
  .option('--from <day>', 'from this day or instant on')
  .option('--to <day>', 'until before this day or instant')
  .option('--subject <subject>', 'only what is about claim:…, remit:…, patient:…, document:…')
  .option('--entry <chain:number>', 'only this decision, such as acts:1204')
  .option('--words', 'with what people wrote as their reasons, which can name patients', false)
  .option('-o, --output <file>', 'into this file; else to standard output')
  .option(...practice)
  .action((options) => run(async () => (await recorded()).exportTo(options)));
record
  .command('who-saw [subject]')
  .description('who saw a patient (by name, birth date or patient:…), a claim (by its number or claim:…), a remit or a file')
  .option('--by <person>', 'what this person or program saw: by name, e-mail or id')
  .option('--purpose <purpose>', 'for this purpose only')
  .option('--from <day>', 'from this day or instant on')
  .option('--to <day>', 'until before this day or instant')
  .option('--json', 'as JSON', false)
  .option(...practice)
  .action((subject, options) => run(async () => (await recorded()).whoSaw(subject, options)));
record
  .command('replay <subject>')
  .description('a case as it was at a moment: what had been done and seen, and the ledger of the claim')
  .requiredOption('--at <instant>', 'such as 2026-03-02T15:00:00Z')
  .option('--json', 'as JSON', false)
  .option(...practice)
  .action((subject, options) => run(async () => (await recorded()).replay(subject, options)));
record
  .command('key')
  .description('the fingerprint of the key that signs, and where checkpoints lie')
  .option(...practice)
  .action((options) => run(async () => (await recorded()).key(options)));

program
  .command('onboarding')
  .description('what is done of getting started, and what is open')
  .option('--json', 'as JSON', false)
  .option(...practice)
  .action((options) => run(async () => (await gettingStarted()).onboarding(options)));
const training = program.command('training').description('the training practice: fictional data, apart from everything');
training
  .command('status')
  .description('whether there is one, and what was practised before')
  .option('--json', 'as JSON', false)
  .option(...practice)
  .action((options) => run(async () => (await gettingStarted()).status(options)));
training
  .command('make')
  .description('make one, and wait until it is ready')
  .option('--again', 'delete the one that is there and begin anew', false)
  .option(...practice)
  .action((options) => run(async () => (await gettingStarted()).make(options)));
training
  .command('end')
  .description('delete it, with a certificate')
  .option(...practice)
  .action((options) => run(async () => (await gettingStarted()).end(options)));

const signOn = program.command('sign-on').description('the practice’s identity provider (OpenID Connect)');
signOn
  .command('set')
  .description('let people sign in there')
  .requiredOption('--issuer <url>', 'what the provider calls itself')
  .requiredOption('--client-id <id>', 'what it calls Claimwright')
  .requiredOption('--client-secret-file <file>', 'a file that holds the client secret')
  .requiredOption('--domains <list>', 'whose addresses it may speak for, such as elm.example')
  .option('--name <text>', 'what the button says', 'your organisation')
  .option('--second-factor', 'the provider asks for a second factor itself', false)
  .option(...practice)
  .action((options) => run(async () => (await identity()).setSignOn(options)));
signOn
  .command('end')
  .description('take the provider away')
  .option(...practice)
  .action((options) => run(async () => (await identity()).endSignOn(options)));

program
  .command('organisation')
  .description('groups of practices')
  .command('found <name>')
  .description('make one, with the person who leads it')
  .requiredOption('--person <name>', 'who leads it')
  .requiredOption('--email <address>', 'by what they sign in')
  .requiredOption('--password-file <file>', 'a file that holds their first password')
  .action((name, options) => run(async () => (await import('./organisation.ts')).found(name, options)));

program
  .command('unlock <email>')
  .description('let somebody sign in again who failed too often')
  .option(...practice)
  .action((email, options) => run(async () => (await identity()).unlock(email, options)));

program
  .command('password-reset <email>')
  .description('a link, shown once, by which somebody sets a new password; it opens for a day')
  .option('--without-factors', 'take away their second factors too, for a lost phone', false)
  .option(...practice)
  .action((email, options) => run(async () => (await identity()).resetPassword(email, options)));

program
  .command('intake <file...>')
  .description('bring files in, as an upload does')
  .option('--wait', 'until they are read, and say what came of them', false)
  .option('--to-send', 'claims in them are drafts that are yet to be sent, not claims that went out', false)
  .option(...practice)
  .action((files, options) => run(async () => (await office()).intake(files, options)));

program
  .command('charges')
  .description('what was done and what it costs')
  .command('import <file>')
  .description('enter the charges of a list (CSV): one row a line, rows of one account one charge')
  .option('--build', 'make drafts of claims of the charges that wait', false)
  .option(...practice)
  .action((file, options) => run(async () => (await import('./charges.ts')).importCharges(file, options)));

const claims = program.command('claims').description('claims that are to go out');
claims
  .command('bill-as <file>')
  .description('say who bills, who does, where, and what payers want (JSON): each claim that is made holds a copy of it')
  .option(...practice)
  .action((file, options) => run(async () => (await import('./claims.ts')).billAs(file, options)));
claims
  .command('status <drafts...>')
  .description('how far claims have come on their way to the payer')
  .option('--ask', 'ask their payers (276), under the name of the command line')
  .option(...practice)
  .action((drafts, options) => run(async () => (await import('./claims-sent.ts')).claimStatus(drafts, options)));
claims
  .command('report <batch>')
  .description('the audit report on a batch before it left, as it is on the record')
  .requiredOption('-o, --output <file>', 'into this file')
  .option('--json', 'as JSON instead of PDF')
  .option(...practice)
  .action((batch, options) => run(async () => (await import('./claims-sent.ts')).batchReport(batch, options)));
claims
  .command('print <draft>')
  .description('a draft as PDF, to be printed over your own CMS-1500, ADA 2024 or UB-04 forms')
  .requiredOption('-o, --output <file>', 'into this file')
  .option('--left <points>', 'where the first column stands on the paper', Number)
  .option('--top <points>', 'where the first row stands', Number)
  .option(...practice)
  .action((draft, options) => run(async () => (await import('./claims.ts')).printDraft(draft, options)));

program
  .command('deid <file>')
  .description('replace what could tell whose a text is by tokens; FILE may be - for standard input')
  .option('--json', 'instead, where it stands: [{from, to, class, token}], counted in Unicode code points from 0, to exclusive', false)
  .option('--known <file>', 'people of the record, as JSON; they are always found')
  .action((file, options) => run(async () => (await import('./deid.ts')).deid(file, options)));

const sealed = program.command('keys').description('the keys that seal patient data');
sealed
  .command('status')
  .description('which key seals now, when it is replaced, who keeps it, and what was proved last')
  .option('--json', 'as JSON', false)
  .option(...practice)
  .action((options) => run(async () => (await keys()).status(options)));
sealed
  .command('rotate')
  .description('replace the data key now; everybody may go on working')
  .option(...practice)
  .action((options) => run(async () => (await keys()).rotate(options)));
sealed
  .command('renew')
  .description('wrap the data keys with a new key-encryption key, or with the newest that the key service has')
  .action(() => run(async () => (await keys()).renew()));
sealed
  .command('export-recovery')
  .description('the key files in one file, to be kept away from the data: a backup is useless without it')
  .requiredOption('--out <file>', 'a new file')
  .action((options) => run(async () => (await keys()).exportRecovery(options)));

program
  .command('backup <file>')
  .description('everything into one file: rows, documents, sign-ins; FILE may be a folder')
  .action((file) => run(async () => (await keeping()).backup(file)));
program
  .command('restore <file>')
  .description('a backup into an empty database, verified')
  .option('--into <folder>', 'the data folder to make; else the usual one')
  .option('--keys <file>', 'the key file or recovery file that opens it; else the keys of this machine')
  .option('--unsealed', 'take one of an older Claimwright too, which nothing shows to be unchanged')
  .action((file, options) => run(async () => (await keeping()).restore(file, options)));
program
  .command('demo')
  .description('the fictional practice')
  .command('reset')
  .description('throw it away; the next start makes it anew')
  .action(() => run(async () => (await keeping()).resetDemo()));

await program.parseAsync();
