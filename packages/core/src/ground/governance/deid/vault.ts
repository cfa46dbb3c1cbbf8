import type { Identifier, IdentifierClass } from './identifier.ts';
import { identifierClasses } from './identifier.ts';
import { keptOfZip } from './restricted-zips.ts';

/** Fills an array with chance. It is passed in, and it is the only thing that tokens are made of (45 CFR 164.514(c)). */
export type Random = (bytes: Uint8Array) => Uint8Array;

interface Entry {
  readonly id: string;
  readonly class: IdentifierClass;
  /** How the same thing was written, in the order of their coming: the second becomes `[NAME-7f3a9c21.2]`. */
  readonly forms: readonly string[];
}

/** What the server keeps, encrypted: whose tokens these are, and what they stand for. */
export interface TokenMap {
  readonly purpose: string;
  readonly entries: readonly Entry[];
}

export interface Vault {
  readonly purpose: string;
  /** The token for a thing; the same thing, however it is written, keeps its token. */
  tokenFor(as: IdentifierClass, written: string): string;
  map(): TokenMap;
}

export interface VaultOptions {
  readonly purpose: string;
  readonly random: Random;
  /** The year in which the text is read. Without it no year is kept beside a date, because it could tell an age over 89. */
  readonly asOf?: number;
  /** What an earlier session of the same purpose left. */
  readonly map?: TokenMap;
}

const sameThing = (as: IdentifierClass, written: string): string => {
  const bare = written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim();
  return `${as} ${bare === '' ? written : bare}`;
};

export function openVault(options: VaultOptions): Vault {
  const { purpose, random, asOf } = options;
  if (options.map && options.map.purpose !== purpose) throw new Error('A vault is opened for the purpose that it was made for.');
  const entries = new Map<string, { id: string; class: IdentifierClass; forms: string[] }>();
  const ids = new Set<string>();
  for (const entry of options.map?.entries ?? []) {
    entries.set(sameThing(entry.class, entry.forms[0] ?? ''), { ...entry, forms: [...entry.forms] });
    ids.add(entry.id);
  }
  const freshId = (): string => {
    for (;;) {
      const id = [...random(new Uint8Array(4))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      if (!ids.has(id)) return id;
    }
  };
  return {
    purpose,
    tokenFor(as, written) {
      const key = sameThing(as, written);
      let entry = entries.get(key);
      if (!entry) {
        entry = { id: freshId(), class: as, forms: [] };
        ids.add(entry.id);
        entries.set(key, entry);
      }
      let form = entry.forms.indexOf(written);
      if (form < 0) form = entry.forms.push(written) - 1;
      const kept = keptOf(as, written, asOf);
      return `[${as}-${entry.id}${form > 0 ? `.${form + 1}` : ''}${kept ? `:${kept}` : ''}]`;
    },
    map: () => ({ purpose, entries: [...entries.values()].map((entry) => ({ ...entry, forms: [...entry.forms] })) }),
  };
}

/** What Safe Harbor lets stay of a thing: the year of a date, three digits of a postal code, that an age is over 89. */
function keptOf(as: IdentifierClass, written: string, asOf: number | undefined): string {
  if (as === 'ZIP') return keptOfZip(written);
  if (as === 'AGE') return '90+';
  if (as !== 'DATE' || asOf === undefined) return '';
  const years = [...written.matchAll(/(?<!\d)(?:1[89]|20)\d\d(?!\d)/g)].map((match) => Number(match[0]));
  const [year] = years;
  return year !== undefined && years.length === 1 && asOf - year < 90 ? String(year) : '';
}

const core = `(${identifierClasses.join('|')})\\s?[-–‑_]\\s?([0-9a-f]{8})(?:\\.(\\d{1,4}))?(?::(?:\\d{3,4}|90\\+))?`;
const bracketed = [
  ['\\\\\\[', '\\\\\\]'],
  ['\\[', '\\]'],
  ['\\(', '\\)'],
  ['<', '>'],
  ['\\{', '\\}'],
]
  .map(([open, close]) => `${open}\\s?${core}\\s?${close}`)
  .join('|');
/** A token as we wrote it, or as a model may write it again: in other brackets or none, in other case. */
const tokenShape = new RegExp(`${bracketed}|(?<![A-Za-z0-9])${core}(?![0-9A-Za-z])`, 'gi');

export interface Deidentified {
  readonly text: string;
  readonly tokens: readonly { readonly from: number; readonly to: number; readonly class: IdentifierClass; readonly token: string }[];
}

/** Puts tokens in the place of the spans. What looks like a token already is one more span, so that the way back stays exact. */
export function deidentify(text: string, spans: readonly Identifier[], vault: Vault): Deidentified {
  const alike = [...text.matchAll(tokenShape)].map((match): Identifier => {
    return { from: match.index, to: match.index + match[0].length, class: 'ID', why: 'looks like a token' };
  });
  const tokens: Deidentified['tokens'][number][] = [];
  const parts: string[] = [];
  let at = 0;
  for (const { from, to, class: as } of alike.length > 0 ? united([...spans, ...alike]) : united(spans)) {
    const token = vault.tokenFor(as, text.slice(from, to));
    parts.push(text.slice(at, from), token);
    tokens.push({ from, to, class: as, token });
    at = to;
  }
  parts.push(text.slice(at));
  return { text: parts.join(''), tokens };
}

function united(spans: readonly Identifier[]): Identifier[] {
  const out: Identifier[] = [];
  for (const span of [...spans].sort((x, y) => x.from - y.from || y.to - x.to)) {
    const last = out.at(-1);
    if (last && span.from < last.to) out[out.length - 1] = { ...last, to: Math.max(last.to, span.to) };
    else if (span.to > span.from) out.push(span);
  }
  return out;
}

/** A token in a model's answer that the map does not know: of another vault, misspelled or invented. It stays as it is. */
export interface UnknownToken {
  readonly code: 'deid.unknown-token';
  readonly token: string;
  readonly from: number;
  readonly to: number;
}

/** Puts back what the tokens stand for, whatever case or brackets a model gave them. */
export function reidentify(text: string, map: TokenMap): { text: string; findings: UnknownToken[] } {
  const entries = new Map(map.entries.map((entry) => [entry.id, entry]));
  const findings: UnknownToken[] = [];
  const restored = text.replace(tokenShape, (token: string, ...rest: (string | number | undefined)[]) => {
    const from = rest.find((part): part is number => typeof part === 'number') ?? 0;
    const groups = rest.slice(0, rest.indexOf(from));
    const start = groups.findIndex((part) => part !== undefined);
    const [as, id, form] = groups.slice(start, start + 3);
    const entry = entries.get(String(id).toLowerCase());
    const written = entry?.class === String(as).toUpperCase() ? entry.forms[form === undefined ? 0 : Number(form) - 1] : undefined;
    if (written !== undefined) return written;
    findings.push({ code: 'deid.unknown-token', token, from, to: from + token.length });
    return token;
  });
  return { text: restored, findings };
}
