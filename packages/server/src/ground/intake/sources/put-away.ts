import type { OpenSource } from '../../../connectors/file-sources/port.ts';

/** What becomes of a file where it lay, once it was taken. */
export interface Putting {
  readonly afterwards: string;
  readonly movedTo: string | null;
}

export async function putAway(open: OpenSource, { afterwards, movedTo }: Putting, name: string): Promise<void> {
  if (afterwards === 'delete') await open.remove(name);
  else if (afterwards === 'move' && movedTo !== null) await open.move(name, movedTo);
}
