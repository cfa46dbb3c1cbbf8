import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clearinghouse, Minute } from './clearinghouse.ts';

/** Where its customers reach a clearinghouse by files, as a folder or by SFTP into the very same one. */
export interface ClearinghouseFolder {
  /** Takes away what lies in `in`, and lays answers into `out`. What begins with a dot is not finished yet. */
  pump(at: Minute): void;
}

/** A file that was taken is gone from `in`, and an answer that was laid down once is not laid down again, whoever takes it away. */
export function serveFolder(house: Clearinghouse, folder: string): ClearinghouseFolder {
  const [inbound, outbound] = [join(folder, 'in'), join(folder, 'out')];
  for (const path of [inbound, outbound]) mkdirSync(path, { recursive: true });
  // Opened once more on the same folder, it goes on where it stood.
  const laid = new Set(readdirSync(outbound));
  return {
    pump: (at) => {
      if (!house.isUp(at)) return;
      for (const name of readdirSync(inbound).sort()) {
        if (name.startsWith('.')) continue;
        const path = join(inbound, name);
        house.put(name, readFileSync(path), at);
        if (existsSync(path)) unlinkSync(path);
      }
      for (const { name, bytes } of house.answers(at)) {
        if (laid.has(name)) continue;
        laid.add(name);
        writeFileSync(join(outbound, `.${name}`), bytes);
        renameSync(join(outbound, `.${name}`), join(outbound, name));
      }
    },
  };
}
