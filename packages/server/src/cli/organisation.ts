import { readFile } from 'node:fs/promises';
import { foundOrganisation } from '../ground/governance/organisations/index.ts';
import { Trouble } from '../trouble.ts';
import { withProgram } from './with-program.ts';

interface FoundOptions {
  readonly person: string;
  readonly email: string;
  readonly passwordFile: string;
}

const leastLetters = 12;

/** `organisation found`: only whoever runs the server makes one. The password comes from a file, so that it stands in no shell's history. */
export function found(name: string, { person, email, passwordFile }: FoundOptions): Promise<number> {
  return withProgram('organisation found', async (program) => {
    const text = await readFile(passwordFile, 'utf8').catch((cause: unknown) => {
      throw new Trouble('not-readable', `${passwordFile} cannot be read.`, { fix: 'Name a file that holds the password alone.', cause });
    });
    const password = text.trim();
    if (password.length < leastLetters)
      throw new Trouble('usage', 'A password has at least twelve characters.', { fix: 'Write a longer one into the file.' });
    const known = await program.signIn.userByEmail(email);
    const user = known ?? (await program.signIn.addUser(person, email, password));
    const organisation = await foundOrganisation(program, name, { userId: user.id, name: person, email: user.email });
    console.log(`${name} is made; ${person} leads it${known ? ', with the password that they have' : ''}.`);
    console.log(`Practices let it in under this number: ${organisation}`);
    return 0;
  });
}
