import { dataFolder, findRunning, startEmbedded } from './embedded.ts';
import { holderOf } from './embedded-lock.ts';
import { type Access, accessByUrl, createDatabase } from './provision.ts';

/** A database that this process may work on. */
export interface Database {
  readonly access: Access;
  /** Where blobs, logs and, for the embedded one, the database lie. */
  readonly data: string;
  readonly kind: 'embedded' | 'by-url' | 'shared';
  /** Tells whoever tries to start a second one where the first is. */
  announce(address: string): void;
  /** Comes true when the embedded server is no more; of another server nobody can tell. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

const nothing = { announce: () => undefined, ended: new Promise<void>(() => undefined), close: async () => undefined };

/** Whether a program works on the embedded database's folder now. */
export const isAtWork = (): boolean => !process.env.DATABASE_URL && holderOf(dataFolder()) !== undefined;

/**
 * The server that DATABASE_URL names, or the embedded one. `what` is told to others who want the same data meanwhile; with `share`, a
 * database that runs already is used as it is.
 */
export async function openDatabase(
  what: string,
  options: { share: boolean; say: (line: string) => void; data?: string },
): Promise<Database> {
  const data = options.data ?? dataFolder();
  const url = process.env.DATABASE_URL;
  if (url) return { access: accessByUrl(url), data, kind: 'by-url', ...nothing };
  const running = options.share ? findRunning(data) : undefined;
  if (running) return { access: running, data, kind: 'shared', ...nothing };
  const embedded = await startEmbedded(data, what, { say: options.say });
  try {
    await createDatabase(embedded.adminUrl);
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  return { access: embedded, data, kind: 'embedded', announce: embedded.announce, ended: embedded.ended, close: embedded.stop };
}
