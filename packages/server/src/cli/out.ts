import { once } from 'node:events';

/** Standard output in large pieces: a million short writes cost more than the work behind them. */
export interface Out {
  text(text: string): void;
  line(line: string): void;
  end(): Promise<void>;
}

const piece = 1 << 16;

/** Waits until whoever reads standard output has taken what was written: a pager or a slow pipe must not fill the memory. */
export async function taken(): Promise<void> {
  if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
}

export function batched(): Out {
  // Whoever reads us may have enough (`| head`): that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));
  let waiting = '';
  const text = (more: string) => {
    waiting += more;
    if (waiting.length < piece) return;
    process.stdout.write(waiting);
    waiting = '';
  };
  return {
    text,
    line: (line) => text(`${line}\n`),
    end: () => new Promise((resolve) => process.stdout.write(waiting, () => resolve())),
  };
}
