import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type ChainName, readCheckpoint } from '@claimwright/core/ground/governance';
import type { Witness, Witnessed } from '../../../gate/index.ts';
import { codeOf, Trouble } from '../../../trouble.ts';

const keyFile = 'record-key.pem';
/** Remembers the operator's choice, so that the command line looks in the same place as the server. */
const placeFile = 'checkpoints-place';

export interface WitnessPlace {
  /** The data folder, where the signing key lies. */
  readonly data: string;
  /** The second place as the operator says it now; else what was said before, else a folder beside the data. */
  readonly place?: string | undefined;
}

/**
 * Opens the installation's signing key, made at the first start, and the second place: a folder that the operator chooses, best one that
 * whoever keeps the database cannot write to afterwards (a mount that only appends, another machine's disk).
 */
export function openWitness({ data, place }: WitnessPlace): Witness {
  const own = signingKey(data);
  const folder = chosenPlace(data, place);
  const keys = trustedKeys(folder, own);
  /** What was found in a file when it was so long: another process may write to it too. */
  const until = new Map<string, { readonly size: number; readonly n: number }>();
  return {
    key: own.id,
    publicKey: own.pem,
    place: folder,
    chosen: folder !== join(data, 'checkpoints'),
    sign: (text) => sign(null, Buffer.from(text), own.secret).toString('base64'),
    trusts: (text, signature, key) => {
      const known = keys.get(key);
      return known && verify(null, Buffer.from(text), known, Buffer.from(signature, 'base64'));
    },
    publicKeyOf: (key) => keys.get(key)?.export({ type: 'spki', format: 'pem' }).toString(),
    keptUntil: async (tenant, chain) => {
      const path = pathOf(folder, tenant, chain);
      const size = await sizeOf(path);
      const known = until.get(path);
      if (known?.size === size) return known.n;
      const n = (await kept(path)).map(({ text }) => readCheckpoint(text)?.n ?? 0).at(-1) ?? 0;
      until.set(path, { size, n });
      return n;
    },
    keep: async (tenant, chain, checkpoint) => {
      const path = pathOf(folder, tenant, chain);
      await append(path, `${JSON.stringify(checkpoint)}\n`);
      until.set(path, { size: await sizeOf(path), n: readCheckpoint(checkpoint.text)?.n ?? 0 });
    },
    kept: (tenant, chain) => kept(pathOf(folder, tenant, chain)),
  };
}

interface OwnKey {
  readonly id: string;
  readonly pem: string;
  readonly secret: KeyObject;
}

function signingKey(data: string): OwnKey {
  const path = join(data, keyFile);
  try {
    if (!existsSync(path)) {
      mkdirSync(data, { recursive: true, mode: 0o700 });
      const { privateKey } = generateKeyPairSync('ed25519');
      // Two that start at once: the second finds the first one's key.
      writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    }
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  const secret = createPrivateKey(readFileSync(path));
  const open = createPublicKey(secret);
  return { id: fingerprint(open), pem: open.export({ type: 'spki', format: 'pem' }).toString(), secret };
}

/** SHA-256 over the public key as it is written (DER), in hex. */
const fingerprint = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');

function chosenPlace(data: string, said: string | undefined): string {
  const note = join(data, placeFile);
  if (said !== undefined && said !== '') {
    const folder = resolve(said);
    if (!existsSync(note) || readFileSync(note, 'utf8') !== folder) writeFileSync(note, folder, { mode: 0o600 });
    return folder;
  }
  return existsSync(note) ? readFileSync(note, 'utf8') : join(data, 'checkpoints');
}

/** Our own, and those that lie in the second place under `keys`: of the installation that this one was restored from. */
function trustedKeys(folder: string, own: OwnKey): Map<string, KeyObject> {
  const keys = new Map([[own.id, createPublicKey(own.pem)]]);
  const home = join(folder, 'keys');
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const mine = join(home, `${own.id}.pem`);
    if (!existsSync(mine)) writeFileSync(mine, own.pem, { mode: 0o644 });
    for (const name of readdirSync(home)) {
      const key = createPublicKey(readFileSync(join(home, name)));
      keys.set(fingerprint(key), key);
    }
  } catch (error) {
    throw new Trouble('no-permission', 'The second place for checkpoints cannot be used.', {
      because: `${folder}: ${codeOf(error) ?? 'not a key'}`,
      fix: 'Make the folder writable for Claimwright, or name another one in CLAIMWRIGHT_CHECKPOINTS.',
    });
  }
  return keys;
}

/** Only a tenant's id and a chain's name become part of a path. */
function pathOf(folder: string, tenant: string, chain: ChainName): string {
  if (!/^[0-9a-f-]{36}$/.test(tenant)) throw new Error('a tenant is named by its id');
  return join(folder, tenant, `${chain}.jsonl`);
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
}

async function append(path: string, line: string): Promise<void> {
  await mkdir(resolve(path, '..'), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  try {
    await file.writeFile((await endsOpen(path)) ? `\n${line}` : line);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Whether the last line was cut short: whoever was killed while writing left half of it, and the next one begins anew. */
async function endsOpen(path: string): Promise<boolean> {
  const { size } = await stat(path);
  if (size === 0) return false;
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer[0] !== 10;
  } finally {
    await file.close();
  }
}

async function kept(path: string): Promise<Witnessed[]> {
  try {
    const lines = (await readFile(path, 'utf8')).split('\n');
    return lines.filter((line) => line !== '').map(readLine);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function readLine(line: string): Witnessed {
  try {
    const value: unknown = JSON.parse(line);
    if (isWitnessed(value)) return value;
  } catch {
    // Told below: it is no checkpoint.
  }
  return { text: line, signature: '', marks: '' };
}

const isWitnessed = (value: unknown): value is Witnessed =>
  typeof value === 'object' &&
  value !== null &&
  ['text', 'signature', 'marks'].every((key) => key in value && typeof (value as Record<string, unknown>)[key] === 'string');
