import { openSource } from '../../file-sources/index.ts';
import { type OpenSource, SourceFailure } from '../../file-sources/port.ts';
import { ClearinghouseFailure, type ClearinghousePort } from '../port.ts';

/** What mends itself, or is mended by somebody outside without a change of ours. */
const passing = ['unreachable', 'time-out', 'broken'];

async function orFailure<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw failureOf(error);
  }
}
const failureOf = (error: unknown): unknown =>
  error instanceof SourceFailure ? new ClearinghouseFailure(error.code, passing.includes(error.code), error) : error;

/** Not taken for a file while it is written: a leading dot hides it, and its end says that it is a part. */
const partOf = (name: string): string => `.${name}.part`;

/** A folder of this machine or of an SFTP server: files go into one, answers lie in another. */
export const openFileDrop: ClearinghousePort = async ({ kind, path = '', answersPath = '', ...rest }, milliseconds) => {
  const open = (folder: string): Promise<OpenSource> => orFailure(openSource({ ...rest, kind, path: folder }, milliseconds));
  const inbound = await open(path);
  let outbound: OpenSource | undefined;
  const answers = async (): Promise<OpenSource> => {
    outbound ??= await open(answersPath);
    return outbound;
  };
  return {
    stage: (name, bytes) => orFailure(inbound.write(partOf(name), bytes)),
    // Once it was staged for certain, it is gone only because it was renamed.
    release: async (name) => ((await orFailure(inbound.rename(partOf(name), name))) ? 'released' : 'was-there'),
    answers: async () => {
      const listed = await orFailure((await answers()).list());
      return listed.filter(({ name }) => !name.startsWith('.')).map(({ name, size }) => ({ name, size }));
    },
    read: async function* (name) {
      try {
        yield* (await answers()).read(name);
      } catch (error) {
        throw failureOf(error);
      }
    },
    close: async () => {
      await inbound.close();
      await outbound?.close();
    },
  };
};
