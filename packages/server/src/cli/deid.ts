import { randomFillSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { deidentify, findIdentifiers, type KnownPerson, openVault, usDictionaries } from '@claimwright/core/ground/governance/deid';
import { z } from 'zod';
import { codeOf, Trouble } from '../trouble.ts';
import { batched } from './out.ts';

const people = z.array(
  z.strictObject({
    names: z.array(z.string()).optional(),
    values: z
      .array(
        z.strictObject({ class: z.enum(['PHONE', 'FAX', 'EMAIL', 'SSN', 'MRN', 'PLAN', 'ACCOUNT', 'LICENSE', 'ID']), value: z.string() }),
      )
      .optional(),
    dates: z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is YYYY-MM-DD')).optional(),
    addresses: z.array(z.string()).optional(),
  }),
);

/** `deid`: the text with tokens in the place of what could tell whose it is, or where that stands. Nothing is kept: the tokens die with the process. */
export async function deid(file: string, { json, known }: { json: boolean; known?: string }): Promise<number> {
  const text = await textOf(file);
  const facts = {
    dictionaries: usDictionaries(),
    asOf: new Date().getFullYear(),
    ...(known === undefined ? {} : { known: await knownIn(known) }),
  };
  const vault = openVault({ purpose: 'command-line', random: (bytes) => randomFillSync(bytes), asOf: facts.asOf });
  const { text: clean, tokens } = deidentify(text, findIdentifiers(text, facts), vault);
  const out = batched();
  if (json)
    out.line(
      `[${byCharacter(text, tokens)
        .map((one) => `\n${JSON.stringify(one)}`)
        .join(',')}${tokens.length > 0 ? '\n' : ''}]`,
    );
  else out.text(clean);
  await out.end();
  return 0;
}

/**
 * The places counted in characters as Unicode counts them (code points), from 0, `to` not included: as Python slices a string. JavaScript's own
 * offsets count an emoji as two.
 */
function byCharacter<T extends { readonly from: number; readonly to: number }>(text: string, spans: readonly T[]): T[] {
  let at = 0;
  let pairs = 0;
  const characters = (offset: number): number => {
    for (; at < offset; at++) if ((text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) pairs++;
    return offset - pairs;
  };
  return spans.map((span) => ({ ...span, from: characters(span.from), to: characters(span.to) }));
}

/** A text file, in UTF-8 or else as Windows writes it: one character a byte. */
async function textOf(file: string): Promise<string> {
  const bytes = await bytesOf(file);
  if (bytes.subarray(0, 4096).includes(0))
    throw new Trouble('not-readable', `${nameOf(file)} is no text.`, {
      fix: 'Bring its text: what stands in a PDF or a picture must be read out of it first.',
    });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    if (file !== '-') return await readFile(file);
    const parts: Buffer[] = [];
    for await (const part of process.stdin) parts.push(Buffer.from(part));
    return Buffer.concat(parts);
  } catch (error) {
    const code = codeOf(error);
    const because =
      code === 'ENOENT'
        ? 'There is no such file.'
        : code === 'EISDIR'
          ? 'It is a folder.'
          : code === 'EACCES'
            ? 'This user may not read it.'
            : `The system says ${code ?? 'nothing more'}.`;
    throw new Trouble('not-readable', `${nameOf(file)} cannot be read.`, {
      because,
      fix: 'Name a text file, or - for standard input.',
      cause: error,
    });
  }
}

async function knownIn(file: string): Promise<KnownPerson[]> {
  const text = (await bytesOf(file)).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Trouble('not-readable', `${nameOf(file)} is no JSON.`, { fix: example });
  }
  const parsed = people.safeParse(value);
  if (parsed.success)
    return parsed.data.map(({ names = [], values = [], dates = [], addresses = [] }) => ({ names, values, dates, addresses }));
  const [issue] = parsed.error.issues;
  throw new Trouble('usage', `${nameOf(file)} does not list people as it should.`, {
    because: issue ? `${issue.path.join('.') || 'The file'}: ${issue.message}` : 'It has another form.',
    fix: example,
  });
}

const example =
  'Write [{"names": ["Jane Roe"], "values": [{"class": "MRN", "value": "0012345"}], "dates": ["1962-03-14"], "addresses": ["12 Elm St, Quillby, OH 44101"]}].';
const nameOf = (file: string): string => (file === '-' ? 'Standard input' : file);
