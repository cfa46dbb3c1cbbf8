#!/usr/bin/env node
// Verifies an exported record of Claimwright without Claimwright: Node alone, no network, no database.
//   node verify-record.mjs BUNDLE --key FINGERPRINT [--key FINGERPRINT …] [--json]
// Exit status: 0 everything is as it was written and is signed with a key that you named; 1 something is not, and is named; 2 this is no
// bundle, cannot be read, or was asked wrongly; 3 it is whole in itself, but you named no key: whoever made it can have signed it too.
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const genesis = '0'.repeat(64);
const start = '{"kind":"manifest"';
const isText = (value) => typeof value === 'string';
const quiet = (work) => {
  try {
    return work();
  } catch {
    return undefined;
  }
};
const shapes = {
  manifest: ['text', 'signature'],
  key: ['id', 'pem'],
  file: ['name', 'text'],
  entry: ['body', 'previous', 'hash'],
  proved: ['body', 'previous', 'hash', 'checkpoint', 'path'],
  checkpoint: ['text', 'signature'],
  words: ['chain', 'seq', 'salt', 'words'],
  seal: ['lines', 'sha256', 'signature'],
};

/** A line as an object of a known shape, written exactly as bundles are; undefined where it is not. */
function readLine(line) {
  const value = quiet(() => JSON.parse(line));
  const shape = value && Object.hasOwn(shapes, value.kind) ? ['kind', ...shapes[value.kind]] : undefined;
  if (!shape || JSON.stringify(value) !== line || Object.keys(value).join() !== shape.join()) return undefined;
  return value;
}

const fingerprint = (pem) => {
  const key = quiet(() => createPublicKey(pem));
  return key?.export({ type: 'spki', format: 'pem' }) === pem ? sha256(key.export({ type: 'spki', format: 'der' })) : undefined;
};
/** Base64 can be written in several ways: only the usual one counts. */
const signed = (keys, id, text, signature) => {
  const bytes = isText(signature) ? Buffer.from(signature, 'base64') : undefined;
  return bytes?.toString('base64') === signature && quiet(() => verifySignature(null, Buffer.from(text), keys.get(id), bytes)) === true;
};
const canonical = (value) => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
};
/** The text of a body, a checkpoint or a manifest, which is written in one way only. */
const plain = (text) => {
  const value = quiet(() => JSON.parse(text));
  return value && typeof value === 'object' && canonical(value) === text ? value : undefined;
};
const node = (left, right) => sha256(`node\n${left}\n${right}`);
function merkleRoot(hashes) {
  let level = hashes;
  while (level.length > 1) {
    const next = [];
    for (let i = 0; i < level.length; i += 2) next.push(i + 1 < level.length ? node(level[i], level[i + 1]) : level[i]);
    level = next;
  }
  return level[0];
}

/** What a line is, by what it says of itself (`name`), and whether it is whole by itself (`sound`). */
function judge(value, keys, lost) {
  if (!value) return { sound: false };
  if (value.kind === 'key') return { name: `key ${value.id}`, sound: fingerprint(value.pem) === value.id };
  if (value.kind === 'file') return { name: `file ${value.name}`, sound: true };
  if (value.kind === 'seal' || value.kind === 'words')
    return { name: value.kind === 'seal' ? 'seal' : `words ${value.chain} ${value.seq}`, sound: true };
  if (value.kind === 'entry' || value.kind === 'proved') {
    const body = isText(value.body) ? plain(value.body) : undefined;
    return {
      name: body && `entry ${body.chain} ${body.seq}`,
      body,
      sound: !!body && sha256(`${value.previous}\n${value.body}`) === value.hash,
    };
  }
  const inside = isText(value.text) ? plain(value.text) : undefined;
  const name = value.kind === 'manifest' ? 'manifest' : inside && `checkpoint ${inside.chain} ${inside.n}`;
  return { name, inside, sound: !!inside && (lost.includes(inside.key) || signed(keys, inside.key, value.text, value.signature)) };
}

/** Every line that a bundle of this manifest has, in its order. */
function expectedOf(manifest, keyIds) {
  const list = ['manifest', ...keyIds.map((id) => `key ${id}`), ...manifest.files.map(([name]) => `file ${name}`)];
  for (const chain of ['acts', 'reads']) {
    const points = manifest.checkpoints.filter((one) => one[0] === chain);
    const picked = manifest.entries?.filter((one) => one[0] === chain).map(([, seq]) => `entry ${chain} ${seq}`);
    // Beside a span of time stand the checkpoints before and after it, without their entries.
    const beside = (manifest.beside ?? []).filter((one) => one[0] === chain).map(([, n]) => [chain, n, 1, 0]);
    for (const [, n, from, to] of [...points, ...beside].sort((a, b) => a[1] - b[1])) {
      if (!picked) for (let seq = from; seq <= to; seq++) list.push(`entry ${chain} ${seq}`);
      list.push(`checkpoint ${chain} ${n}`);
    }
    list.push(...(picked ?? []));
  }
  return [...list, ...manifest.words.map(([chain, seq]) => `words ${chain} ${seq}`), 'seal'];
}

/**
 * Checkpoints lie without a gap from the chain's beginning, or from the one that was signed before what was asked for, to its end: a batch
 * that was dropped together with its checkpoint is named. Of picked entries, only those that lie beside each other are held together.
 */
function checkLinks(manifest, points, say) {
  for (const [chain, n, from, to] of manifest.checkpoints) {
    const point = points.find((one) => one.chain === chain && one.n === n);
    if (point && (point.from !== from || point.to !== to)) say(`checkpoint ${chain} ${n}`, 'it is of other entries than the manifest says');
  }
  for (const point of points.filter(({ tenant }) => tenant !== manifest.tenant))
    say(`checkpoint ${point.chain} ${point.n}`, `it is of another practice, ${point.tenant}`);
  for (const chain of ['acts', 'reads']) {
    const own = points.filter((one) => one.chain === chain).sort((a, b) => a.n - b.n);
    const besides = (place) => manifest.beside?.find((one) => one[0] === chain && one[2] === place)?.[1];
    const picked = manifest.entries !== undefined;
    // Bundles of version 1 bring no checkpoint from before their span.
    const fromBeginning = !picked && besides('before') === undefined && !(manifest.v === 1 && manifest.asked?.from !== undefined);
    let before = fromBeginning || own.length === 0 ? { n: 0, to: 0, head: genesis, hash: genesis } : undefined;
    for (const point of own) {
      if (before && !picked && point.n > before.n + 1) gap(chain, before, point, say);
      if (before && point.n === before.n + 1 && !follows(point, before))
        say(`checkpoint ${chain} ${point.n}`, 'it does not follow the one before it');
      before = point;
    }
    const [, n, to, hash] = manifest.ends?.find((one) => one[0] === chain) ?? [];
    if (!picked && n > before.n && besides('after') === undefined) gap(chain, before, { n: n + 1, from: to + 1 }, say);
    if (own.some((point) => point.n === n && point.hash !== hash))
      say(`checkpoint ${chain} ${n}`, 'it is not the one that the second place held when this was exported');
  }
}

const follows = (point, before) => point.before === before.hash && point.from === before.to + 1 && point.previous === before.head;

function gap(chain, before, after, say) {
  const entries = after.from > before.to + 1 ? `, with entries ${before.to + 1} to ${after.from - 1}` : '';
  for (let n = before.n + 1; n < after.n && n <= before.n + 100; n++)
    say(
      `checkpoint ${chain} ${n}`,
      `it is missing${after.n === before.n + 2 ? entries : ''}: the checkpoints around it say that it was signed`,
    );
}

/** Manifest, seal and every checkpoint are signed with a key that the reader trusts: that the bundle encloses one is not enough. */
function checkTrust(trusted, lines, keys, say) {
  if (!trusted.some((id) => keys.has(id))) say('key', `it is not signed with the key ${trusted.join(' or ')} that you trust`);
  for (const { name, inside, value } of lines)
    if (inside && !trusted.includes(inside.key)) {
      say(name, `it is signed with the key ${inside.key}, which is none that you trust`);
      if (value.kind === 'manifest') say('seal', `it is signed with the key ${inside.key}, which is none that you trust`);
    }
}

/** Gives every line its name, and says what is damaged, missing, there twice, put in or moved. */
function place(lines, expected, say) {
  const at = new Map(expected.map((name, index) => [name, index]));
  const taken = new Map();
  for (const line of lines) if (line.sound && at.has(line.name)) taken.set(line.name, [...(taken.get(line.name) ?? []), line]);
  const free = expected.filter((name) => !taken.has(name));
  for (const line of lines.filter((one) => !one.sound)) {
    const own = free.includes(line.name) ? line.name : undefined;
    const nearest = own ?? [...free].sort((a, b) => Math.abs(at.get(a) + 1 - line.number) - Math.abs(at.get(b) + 1 - line.number))[0];
    if (own || (nearest !== undefined && lines.length <= expected.length)) {
      free.splice(free.indexOf(nearest), 1);
      line.name = nearest;
      say(nearest, `line ${line.number} was changed`);
    } else say(line.name ?? `line ${line.number}`, `line ${line.number} was put in: nothing belongs there`);
  }
  for (const line of lines)
    if (line.sound && !at.has(line.name)) say(line.name, `line ${line.number} was put in: the manifest does not know it`);
  for (const name of free) say(name, 'it is missing');
  let before;
  for (const line of lines.filter((one) => one.sound && at.has(one.name))) {
    if (before && at.get(line.name) < at.get(before.name)) {
      say(before.name, `line ${before.number} was moved: it belongs after ${line.name}`);
      say(line.name, `line ${line.number} was moved: it belongs before ${before.name}`);
    }
    before = line;
  }
  return taken;
}

/** Of several lines that claim one number, the one that its neighbours know; the others were put in. */
function settleTwice(taken, checkpoints, say) {
  const one = new Map();
  for (const [name, lines] of taken) {
    const [, chain, seq] = name.split(' ');
    const next = taken.get(`entry ${chain} ${Number(seq) + 1}`)?.[0]?.value.previous;
    const head = checkpoints.find((point) => point.chain === chain && point.to === Number(seq))?.head;
    const right = lines.find(({ value }) => value.hash !== undefined && (value.hash === next || value.hash === head)) ?? lines[0];
    for (const line of lines) if (line !== right) say(name, `line ${line.number} was put in: another line has this number`);
    one.set(name, right);
  }
  return one;
}

/** Holds entries against the signed batch that they belong to. */
function checkBatch(point, one, say) {
  const names = Array.from({ length: point.to - point.from + 1 }, (_, i) => `entry ${point.chain} ${point.from + i}`);
  const entries = names.map((name) => one.get(name)?.value);
  if (entries.some((entry) => !entry)) return;
  if (merkleRoot(entries.map(({ hash }) => hash)) === point.root && entries[0].previous === point.previous) return;
  const replaced = names.filter((_, i) => entries[i].hash !== (entries[i + 1]?.previous ?? point.head));
  for (const name of replaced) say(name, 'it was replaced: what follows it, or its checkpoint, knows another');
  if (replaced.length === 0) say(names[0], 'it does not begin where its checkpoint says');
}

function checkProof(name, value, points, say) {
  const point = points.find((one) => name.startsWith(`entry ${one.chain} `) && one.n === value.checkpoint);
  const steps = Array.isArray(value.path) && value.path.every((step) => /^[LR][0-9a-f]{64}$/.test(step)) ? value.path : [];
  const root = steps.reduce((below, step) => (step[0] === 'L' ? node(step.slice(1), below) : node(below, step.slice(1))), value.hash);
  if (steps.length !== value.path?.length || root !== point?.root)
    say(name, 'it or its proof was changed: it does not lead to what was signed');
}

function checkContents(one, manifest, points, say) {
  const beside = (point) => manifest.beside?.some(([chain, n]) => chain === point.chain && n === point.n);
  if (!manifest.entries) for (const point of points) if (!beside(point)) checkBatch(point, one, say);
  for (const [name, { value, body }] of one) {
    if (body && body.tenant !== manifest.tenant) say(name, `it is of another practice, ${body.tenant}`);
    if (value.kind === 'proved') checkProof(name, value, points, say);
    if (value.kind === 'file' && manifest.files.find(([file]) => file === value.name)?.[1] !== sha256(value.text))
      say(name, 'it was changed');
    if (value.kind === 'words') {
      const entry = one.get(`entry ${value.chain} ${value.seq}`)?.value;
      if (entry && sha256(`said\n${value.salt}\n${value.words}`) !== plain(entry.body)?.said) say(name, 'they are not those of the entry');
    }
  }
}

/**
 * Verifies a bundle's text. Answers what was found, each by its name. `trusted`: fingerprints of the keys that you know, by which all of it
 * must be signed; without one only what the bundle says of itself is checked.
 */
export function verifyBundle(text, ...trusted) {
  const findings = [];
  try {
    return verified(text, trusted, findings);
  } catch {
    // Whoever wrote it may have signed it too, so that its parts can be anything.
    findings.push({ name: 'bundle', says: 'it is not of the form of an exported record: a part of it is of another kind than it must be' });
    return { readable: true, ok: false, findings, keys: [], pinned: trusted.length > 0 };
  }
}

function verified(text, trusted, findings) {
  const say = (name, says) => {
    if (!findings.some((one) => one.name === name)) findings.push({ name, says });
  };
  const raw = text.split('\n');
  const ends = raw.pop() === '';
  if (!ends) raw.push(text.slice(text.lastIndexOf('\n') + 1));
  const values = raw.map(readLine);
  // However short it was cut: what begins as a bundle is one that ends early.
  if (!values.some(Boolean) && (text === '' || text.slice(0, start.length) !== start.slice(0, text.length)))
    return { readable: false, ok: false, findings: [{ name: 'bundle', says: 'this is no exported record' }] };
  const keyLines = values.filter((value) => value?.kind === 'key' && fingerprint(value.pem) === value.id);
  const keys = new Map(keyLines.map(({ id, pem }) => [id, createPublicKey(pem)]));
  const first = quiet(() => JSON.parse(values.find((value) => value?.kind === 'manifest').text)) ?? undefined;
  // A key that is named and not there is a finding by itself; what it signed cannot be judged.
  const lost = (Array.isArray(first?.keys) ? first.keys : []).filter((id) => !keys.has(id));
  const lines = values.map((value, i) => ({ number: i + 1, value, ...judge(value, keys, lost) }));
  const manifest = lines.find((line) => line.name === 'manifest' && line.sound)?.inside;
  const points = lines
    .filter((line) => line.value?.kind === 'checkpoint' && line.sound)
    .map(({ inside, value }) => ({ ...inside, hash: sha256(`checkpoint\n${value.text}`) }));
  if (trusted.length > 0) checkTrust(trusted, lines, keys, say);
  if (manifest) {
    const taken = place(lines, expectedOf(manifest, manifest.keys), say);
    const one = settleTwice(taken, points, say);
    checkContents(one, manifest, points, say);
    checkLinks(manifest, points, say);
  } else say('manifest', 'line 1 was changed: it does not hold');
  checkSeal(text, raw, lines.at(-1), { keys, key: first?.key, lost }, findings, say);
  if (!ends) say('end', 'the last line is cut off');
  return {
    readable: true,
    ok: findings.length === 0,
    findings,
    manifest,
    entries: lines.filter((line) => line.value?.body).length,
    keys: [...keys.keys()],
    pinned: trusted.length > 0,
  };
}

function checkSeal(text, raw, last, { keys, key, lost }, findings, say) {
  const seal = last?.value?.kind === 'seal' ? last.value : undefined;
  if (!seal) return say('seal', 'the bundle ends early: its last line is no seal');
  if (!lost.includes(key) && !signed(keys, key, `seal\n${seal.lines}\n${seal.sha256}`, seal.signature))
    return say('seal', 'it was changed');
  const before = text.slice(0, text.length - (raw.at(-1)?.length ?? 0) - 1);
  if (findings.length === 0 && (seal.lines !== raw.length - 1 || seal.sha256 !== sha256(before)))
    say('bundle', 'it is not the text that was sealed');
}

const usage = 'node verify-record.mjs BUNDLE --key FINGERPRINT [--key FINGERPRINT …] [--json]';

/** What was asked: a bundle, and keys by their whole fingerprints. Undefined where it was asked otherwise. */
function readArguments(args) {
  const asked = { file: undefined, trusted: [], json: false };
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--json') asked.json = true;
    else if (args[i] === '--key' && /^[0-9a-f]{64}$/.test(args[i + 1] ?? '')) asked.trusted.push(args[++i]);
    else if (args[i].startsWith('--') || asked.file !== undefined) return undefined;
    else asked.file = args[i];
  }
  return asked.file === undefined ? undefined : asked;
}

function inWords({ ok, findings, entries, manifest, keys }, trusted) {
  const words = findings.map(({ name, says }) => `BROKEN ${name}: ${says}`);
  if (ok) words.push(`${entries} entries, exported ${manifest.at} from ${manifest.tenant}: all are as they were written.`);
  if (ok && manifest.entries) words.push('They are those that were asked for: what else there is on the record cannot be seen from them.');
  for (const id of keys ?? []) words.push(`it brings the key ${id}${trusted.includes(id) ? ', which you trust' : ''}`);
  if (keys && trusted.length === 0)
    words.push(
      `NOT PROVED WHOSE IT IS: the bundle was checked with ${keys.length === 1 ? 'the key' : 'the keys'} that it brings itself, and anybody can make such a bundle.`,
      'Ask the practice for the fingerprint of its key by another way (claimwright record key), and verify again with --key FINGERPRINT.',
    );
  return words;
}

function main(args) {
  const asked = readArguments(args);
  if (!asked) return console.error(`${usage}\nA fingerprint is 64 characters, 0 to 9 and a to f.`) ?? 2;
  const { file, trusted, json } = asked;
  const text = quiet(() => readFileSync(file, 'utf8'));
  if (text === undefined) return console.error(`${file} cannot be read.\n${usage}`) ?? 2;
  const result = verifyBundle(text, ...trusted);
  if (json) console.log(JSON.stringify(result, null, 2));
  else for (const line of inWords(result, trusted)) console.log(line);
  if (!result.readable) return 2;
  return !result.ok ? 1 : result.pinned ? 0 : 3;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main(process.argv.slice(2));
