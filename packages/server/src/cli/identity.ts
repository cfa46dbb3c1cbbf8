import { readFile } from 'node:fs/promises';
import { resetLink } from '../ground/governance/people/index.ts';
import { Trouble } from '../trouble.ts';
import { atDesk } from './with-program.ts';

interface OfPractice {
  readonly practice?: string;
}
interface SignOnOptions extends OfPractice {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecretFile: string;
  readonly domains: string;
  readonly secondFactor: boolean;
}

/** `sign-on set`: the secret comes from a file, so that it stands in no shell's history and in no list of processes. */
export function setSignOn({ practice, clientSecretFile, domains, ...given }: SignOnOptions): Promise<number> {
  return atDesk('sign-on set', practice, async ({ program, actor }) => {
    const clientSecret = await readFile(clientSecretFile, 'utf8').catch((cause: unknown) => {
      throw new Trouble('not-readable', `${clientSecretFile} cannot be read.`, {
        fix: 'Name a file that holds the client secret alone.',
        cause,
      });
    });
    const input = { ...given, clientSecret: clientSecret.trim(), domains: domains.split(/[\s,]+/).filter(Boolean) };
    await program.gate.act('ground/governance/set-sign-on', input, actor);
    console.log(
      `People of ${input.domains.join(', ')} sign in at ${given.issuer} from now on. Its redirect address is …/api/auth/sign-on/callback.`,
    );
    return 0;
  });
}

export function endSignOn({ practice }: OfPractice): Promise<number> {
  return atDesk('sign-on end', practice, async ({ program, actor }) => {
    await program.gate.act('ground/governance/end-sign-on', {}, actor);
    console.log('The identity provider is taken away.');
    return 0;
  });
}

/** `unlock`: for whoever administers and is locked out themselves. */
export function unlock(email: string, { practice }: OfPractice): Promise<number> {
  return atDesk('unlock', practice, async ({ program, actor }) => {
    const user = await program.signIn.userByEmail(email);
    if (!user) throw new Trouble('usage', 'Nobody here signs in with this address.', { fix: 'Check how it is written.' });
    await program.gate.act('ground/governance/unlock-person', { userId: user.id }, actor);
    const waited = await program.signIn.unlock(user.id);
    console.log(waited ? 'Failed tries are forgiven.' : 'Nobody was waiting: there were no failed tries.');
    return 0;
  });
}

/** `password-reset`: for whoever has no administrator left to ask. With `--without-factors` also for a lost phone. */
export function resetPassword(
  email: string,
  { practice, withoutFactors }: OfPractice & { readonly withoutFactors: boolean },
): Promise<number> {
  return atDesk('password-reset', practice, async ({ program, actor }) => {
    const user = await program.signIn.userByEmail(email);
    if (!user) throw new Trouble('usage', 'Nobody here signs in with this address.', { fix: 'Check how it is written.' });
    await program.gate.act('ground/governance/people/reset-password', { userId: user.id, mailed: false }, actor);
    const { code, until } = await program.signIn.beginReset(user.id, actor.id, { withoutFactors });
    console.log(`Until ${until.toISOString()} this opens once, for them alone:`);
    console.log(resetLink(process.env.CLAIMWRIGHT_URL?.replace(/\/$/, '') ?? '(the address of the app)', code));
    console.log(
      withoutFactors
        ? 'It also takes away their authenticator app, passkeys and recovery codes.'
        : 'Their second factor is asked for as ever; --without-factors takes it away too.',
    );
    return 0;
  });
}
