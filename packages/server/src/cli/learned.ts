import { open } from 'node:fs/promises';
import { csvRows, delimiterOf } from '@claimwright/core/ground/base';
import { Trouble } from '../trouble.ts';
import { intake } from './office.ts';

interface Options {
  readonly map?: string;
  readonly practice?: string;
}

/** `coverage import` and `authorizations import`: 1 where a file was refused; rows with a fault are told, and the rest is taken. */
export async function learn(list: 'coverage' | 'authorizations', files: readonly string[], { map, practice }: Options): Promise<number> {
  const columns = map === undefined ? undefined : columnsOf(map);
  return intake(files, {
    ...{ wait: true, toSend: false, as: list },
    ...(practice === undefined ? {} : { practice }),
    before: async ({ program, actor }) => {
      if (columns === undefined) return;
      for (const file of files)
        await program.gate.act('revenue/eligibility/set-map', { list, headings: await headingsOf(file), columns }, actor);
    },
  });
}

function columnsOf(text: string): object {
  try {
    const said: unknown = JSON.parse(text);
    if (typeof said === 'object' && said !== null && !Array.isArray(said)) return said;
  } catch {
    // It is told below.
  }
  throw new Trouble('usage', 'The map is no JSON object.', { fix: `Such as --map '{"member_id": "Subscriber No"}'.` });
}

const mostHeadings = 65_536;

async function headingsOf(file: string): Promise<readonly string[]> {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw new Trouble('usage', `${file} cannot be read.`, { fix: 'Name a file that this user may read.', cause });
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(mostHeadings), 0, mostHeadings, 0);
    const text = buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
    const [first] = csvRows(text, 0, delimiterOf(text)).rows;
    return (first?.cells ?? []).map((cell) => cell.trim()).filter(Boolean);
  } finally {
    await handle.close();
  }
}
