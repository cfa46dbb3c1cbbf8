/**
 * The files of the server that take somebody for a person, each with what has shown it: a list like the allow-list, in code and in no
 * setting. Whatever else makes a person is a machine that would come in as one.
 */
export const personMakers: { readonly [file: string]: string } = {
  'http/session.ts': 'A session that somebody opened with a password, a passkey or an identity provider.',
  'ground/governance/people/join.ts': 'The secret of an invitation, and a password that is theirs.',
  'cli/with-program.ts': 'Whoever may read the data folder, at the command line.',
  'demo.ts': 'Nobody: the fictional practice is filled before anybody can come in.',
};

/** Whoever makes persons and stands on no list, in words. */
export function checkPersonMakers(files: readonly string[]): { readonly looked: number; readonly found: readonly string[] } {
  const found = files.filter((file) => !(file in personMakers)).map((file) => `${file}: takes whom it likes for a person`);
  return { looked: files.length, found };
}
