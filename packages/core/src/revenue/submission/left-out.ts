import { type ClaimToWrite, writeClaims, X12WriteError } from '@claimwright/x12';
import type { ClaimToSend } from '../claims/index.ts';
import { type BatchFacts, claimsToWrite } from './write-claims.ts';

/** What says which of its kind a segment is. Of segments not named here the first element may be anybody's words, and is not repeated. */
const qualifiedBy: { readonly [id: string]: number } = {
  ...{ REF: 1, DTP: 1, NM1: 1, AMT: 1, PWK: 1, CRC: 1, PRV: 1, PER: 1, QTY: 1, MEA: 1, CAS: 1, LQ: 1, LIN: 2, DN2: 2 },
};
/** Of these each element counts: one that is empty in what goes out is gone as a segment would be. */
const byElement = new Set(['CLM', 'SV1', 'SV2', 'SV3', 'SV5']);
/**
 * Kept whole and cut anew, or reckoned anew from what the payer before decided; CLM10 adds nothing to the release of CLM09, a facility's guide
 * has no CLM06, and REF*D9 is whatever a clearinghouse numbered the file's claim with.
 */
const keptOtherwise = /^(?:LX|NTE|CLM06|CLM10|AMT\*EAF|DTP\*573|REF\*D9)(?= |$)/;
/** One of a kind holds as many as another two: reasons are grouped anew. */
const regrouped = /^CAS/;
const party: { readonly [loop: string]: string } = { 2300: '2310', 2320: '2330', 2400: '2420' };

/** Each thing that a claim says, by its segment, its qualifier and where it stands: `REF*X4 (2300)`, `PRV*RF (2310 NM1*DN)`. */
function thingsOf(text: string): string[] {
  const element = text.charAt(3);
  const segments = text.split(text.trimEnd().slice(-1)).map((one) => one.trim().split(element));
  const component = /^[A-Z0-9]*([^A-Z0-9])/i.exec(segments[0]?.[5] ?? '')?.[1] ?? ':';
  const [at, things] = [{ loop: '2300', line: 0, who: '' }, [] as string[]];
  for (const elements of segments) {
    const id = elements[0] ?? '';
    if (!/^[A-Z][A-Z0-9]{1,2}$/.test(id)) continue;
    if (id === 'LX') Object.assign(at, { loop: '2400', line: at.line + 1, who: '' });
    else if (id === 'SBR') Object.assign(at, { loop: '2320', who: '' });
    else if (id === 'LIN') Object.assign(at, { loop: '2410', who: '' });
    else if (id === 'SVD') Object.assign(at, { loop: '2430', who: '' });
    else if (id === 'NM1') at.who = ` ${namedSegment(elements)}`;
    const under = at.who === '' ? at.loop : (party[at.line > 0 ? '2400' : at.loop] ?? at.loop);
    const where = `(${under}${id === 'NM1' ? '' : at.who}${at.line > 0 ? `, line ${at.line}` : ''})`;
    for (const one of saidBy(elements, component)) things.push(`${one} ${where}`);
  }
  return things.filter((one) => !keptOtherwise.test(one));
}

function saidBy(elements: readonly string[], component: string): string[] {
  const id = elements[0] ?? '';
  if (id === 'HI') return elements.slice(1).map((one) => namedSegment(['HI', one.split(component)[0] ?? '']));
  if (!byElement.has(id)) return [namedSegment(elements)];
  return elements.slice(1).flatMap((value, i) => {
    const ref = `${id}${String(i + 1).padStart(2, '0')}`;
    // No emergency is what is said where nothing is.
    if (ref === 'SV109' && value === 'N') return [];
    return value.split(component).flatMap((part, k) => (part === '' ? [] : [k === 0 ? ref : `${ref}-${k + 1}`]));
  });
}

/** By its name and what says which of its kind it is: `REF*G2`. */
export function namedSegment(elements: readonly string[]): string {
  const id = elements[0] ?? '';
  const qualifier = elements[id === 'HI' ? 1 : (qualifiedBy[id] ?? 0)] ?? '';
  return qualifier !== id && /^[A-Z0-9]{1,3}$/.test(qualifier) ? `${id}*${qualifier}` : id;
}

/** Whoever sends it, and when, is not of the claim. */
const nobody: BatchFacts = {
  ...{ interchangeControl: '000000001', groupControl: '1', control: '0001', reference: '1', on: '2001-01-01' as BatchFacts['on'] },
  ...{ at: '00:00', test: true, receiver: { name: 'X', id: 'X' } },
  submitter: { name: 'X', id: 'X', contact: 'X', phone: '5555550100' },
};

/** A letter for a byte: what counts is plain letters and signs. */
export function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 4096) text += String.fromCharCode(...bytes.subarray(from, from + 4096));
  return text;
}

const same = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

const segmentEnds = 126;
const begins = (bytes: Uint8Array, at: number, name: string): boolean => {
  for (let i = 0; i < name.length; i++) if (bytes[at + i] !== name.charCodeAt(i)) return false;
  return true;
};

/** Each claim of what was written, from its CLM to what is no longer of it. */
function claimsIn(bytes: Uint8Array): Uint8Array[] {
  const claims: Uint8Array[] = [];
  let from = -1;
  for (let end = bytes.indexOf(segmentEnds); end >= 0; end = bytes.indexOf(segmentEnds, end + 1)) {
    const next = end + 1;
    const isClaim = begins(bytes, next, 'CLM*');
    if (!isClaim && !begins(bytes, next, 'HL*') && !begins(bytes, next, 'SE*')) continue;
    if (from >= 0) claims.push(bytes.subarray(from, next));
    from = isClaim ? next : -1;
  }
  return claims;
}

const headOf = ({ billing, subscriber }: ClaimToWrite) => ({ billing, subscriber });

/** From their CLM on, as they would go out; nothing where one of them cannot be written yet. */
function written(claims: readonly ClaimToSend[]): Uint8Array[] | undefined {
  try {
    const batch = claimsToWrite(claims, nobody);
    const [above] = batch.claims;
    // What stands above a CLM is not looked at: as if all were of one patient it is written once.
    const together = batch.claims.map(({ patient: _below, ...claim }) => (above === undefined ? claim : { ...claim, ...headOf(above) }));
    // Whether they may go out so is asked elsewhere; read again, each claim would take four times as long.
    const found = claimsIn(writeClaims({ ...batch, claims: together }, { unbalanced: true, unchecked: true }));
    return found.length === claims.length ? found : undefined;
  } catch (error) {
    if (error instanceof X12WriteError) return undefined;
    throw error;
  }
}

const none: readonly never[] = [];

export const notCompared = 'the claim could not be compared with its file';

/** A claim as it was read, and the bytes that it was read from, its CLM first. */
export interface ClaimInFile {
  readonly claim: ClaimToSend;
  readonly bytes: Uint8Array;
}

/**
 * What a file said of each claim, from its CLM on, that would not go out again: it was read, and the claim has no room for it. Found by
 * writing the claim and counting, so that whatever reader and writer learn is no longer found. Names segments and nothing of what they
 * hold.
 */
export function leftOutOfEach(claims: readonly ClaimInFile[]): readonly (readonly string[])[] {
  const [first] = claims;
  if (first === undefined) return none;
  // Together they are written in half the time.
  const out = claims.every(({ claim }) => claim.kind === first.claim.kind) ? written(claims.map(({ claim }) => claim)) : undefined;
  return claims.map(({ claim, bytes }, i) => leftOut(bytes, out?.[i] ?? written([claim])?.[0]));
}

function leftOut(bytes: Uint8Array, out: Uint8Array | undefined): readonly string[] {
  if (out === undefined) return [notCompared];
  // As most systems write it, it goes out again letter by letter.
  if (same(out, bytes)) return none;
  const room = new Map<string, number>();
  for (const one of thingsOf(textOf(out))) room.set(one, (room.get(one) ?? 0) + 1);
  const left = new Set<string>();
  for (const one of thingsOf(textOf(bytes))) {
    const more = room.get(one) ?? 0;
    if (more === 0) left.add(one);
    else if (!regrouped.test(one)) room.set(one, more - 1);
  }
  return [...left];
}
