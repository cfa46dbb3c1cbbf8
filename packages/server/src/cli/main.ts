import { Command, InvalidArgumentError } from 'commander';
import { codesCommands } from './codes-commands.ts';
import { fileCommands } from './file-commands.ts';
import { run } from './outcome.ts';
import { rulesCommands } from './rules-commands.ts';
import { termsCommands } from './terms-commands.ts';
import { x12Commands } from './x12-commands.ts';

// Each command brings its own parts when it is called: reading an X12 file must not wait for a web server to load.
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

x12Commands(program);

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
termsCommands(program, practice);
rulesCommands(program, practice);

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
  .option('--no-build', 'let the charges wait: make no drafts of claims of them yet')
  .option('--patient-accounts', 'account numbers are of patients: each visit goes out under a number of its own', false)
  .option('--json', 'as JSON: what was entered, the drafts that were made, and every finding', false)
  .option(...practice)
  .action((file, options) => run(async () => (await import('./charges.ts')).importCharges(file, options)));

const claims = program.command('claims').description('claims that are to go out');
claims
  .command('bill-as <file>')
  .description('say who bills, who does, where, and what payers want (JSON): each claim that is made holds a copy of it')
  .option(...practice)
  .action((file, options) => run(async () => (await import('./claims.ts')).billAs(file, options)));
claims
  .command('list')
  .description('claims that can be sent: state, account, day of service, payer, amount, and what is found first')
  .option('--held', 'only those that are held', false)
  .option('--json', 'as JSON, a line each', false)
  .option(...practice)
  .action((options) => run(async () => (await import('./claims-found.ts')).listClaims(options)));
claims
  .command('findings <claims...>')
  .description('what is found of claims, by account number or id; the exit status is 1 where one is blocked')
  .option('--json', 'as JSON, a line each: docs/validation-result.schema.json', false)
  .option(...practice)
  .action((named, options) => run(async () => (await import('./claims-found.ts')).findingsOf(named, options)));
claims
  .command('prepare')
  .description('make batches of all that is not held; nothing leaves before a person approves them in the program')
  .option('--json', 'as JSON', false)
  .option(...practice)
  .action((options) => run(async () => (await import('./claims-found.ts')).prepareBatches(options)));
claims
  .command('batches')
  .description('batches of claims, the newest first')
  .option('--json', 'as JSON, a line each', false)
  .option(...practice)
  .action((options) => run(async () => (await import('./claims-found.ts')).listBatches(options)));
claims
  .command('status <drafts...>')
  .description('how far claims have come on their way to the payer')
  .option('--ask', 'ask their payers (276), under the name of the command line')
  .option('--json', 'as JSON, a line each', false)
  .option(...practice)
  .action((drafts, options) => run(async () => (await import('./claims-sent.ts')).claimStatus(drafts, options)));
claims
  .command('expect <drafts...>')
  .description('what drafts are expected to bring by fee schedule and coverage: each figure with its source, or why it is not known')
  .option('--json', 'as JSON, a line each')
  .option(...practice)
  .action((drafts, options) => run(async () => (await import('./claims.ts')).expectOf(drafts, options)));
claims
  .command('report <batch>')
  .description('the audit report on a batch before it left, as it is on the record')
  .option('-o, --output <file>', 'into this file, which is there whole or not at all; else to standard output')
  .option('--force', 'replace the file that is there', false)
  .option('--json', 'as JSON instead of PDF')
  .option(...practice)
  .action((batch, options) => run(async () => (await import('./claims-sent.ts')).batchReport(batch, options)));
claims
  .command('print <draft>')
  .description('a draft as PDF, to be printed over your own CMS-1500, ADA 2024 or UB-04 forms')
  .requiredOption('-o, --output <file>', 'into this file, which is there whole or not at all')
  .option('--force', 'replace the file that is there', false)
  .option('--right <points>', 'how far this printer has to move everything to the right', Number)
  .option('--down <points>', 'and down', Number)
  .option('--scale <percent>', 'and how much larger or smaller', Number)
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
