import { Command, InvalidArgumentError } from 'commander';
import { run } from './outcome.ts';
import { start } from './start.ts';

const port = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError('A port is a number from 1 to 65535.');
  return value;
};

const program = new Command('claimwright')
  .description('A self-hosted copilot for the back office of medical, dental and optometry practices.')
  .version('0.1.0')
  .showHelpAfterError('(claimwright --help shows what there is)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

program
  .command('start')
  .description('start the server, its jobs and the app; the first time with a fictional practice to try things on')
  .option('--port <number>', 'where the app listens', port, 7400)
  .option('--host <address>', 'which address of this machine it listens on; 0.0.0.0 for all', '127.0.0.1')
  .option('--empty', 'start with nothing: the first page asks for your practice', false)
  .option('--dev', 'build the screens on request and reload them on change', false)
  .option('--no-screens', 'serve the API only')
  .action((options) => run(() => start(options)));

await program.parseAsync();
