import { type LabelledNote, readNote } from './corpus.ts';
import { knownFirstNames, knownPlaces, knownSurnames, strangeFirstNames, strangePlaces, strangeSurnames } from './surrogates.ts';
import { heldOut, tuned } from './templates.ts';

/** Chance with a seed: the corpus is the same on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Pick = <T>(from: readonly T[]) => T;
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const two = (n: number): string => String(n).padStart(2, '0');

function date(next: () => number, pick: Pick): string {
  const m = 1 + Math.floor(next() * 12);
  const d = 1 + Math.floor(next() * 28);
  const y = 1938 + Math.floor(next() * 87);
  const name = months[m - 1] ?? '';
  return pick([
    `${two(m)}/${two(d)}/${y}`,
    `${m}/${d}/${y}`,
    `${m}/${d}/${two(y % 100)}`,
    `${y}-${two(m)}-${two(d)}`,
    `${m}-${d}-${y}`,
    `${name} ${d}, ${y}`,
    `${name.slice(0, 3)} ${d}, ${y}`,
    `${d} ${name} ${y}`,
    `${two(d)}-${name.slice(0, 3)}-${y}`,
    `${name} ${d}${d === 1 || d === 21 ? 'st' : d === 2 || d === 22 ? 'nd' : d === 3 || d === 23 ? 'rd' : 'th'}`,
    `${two(m)}.${two(d)}.${y}`,
  ]);
}

interface Sources {
  readonly first: readonly string[];
  readonly last: readonly string[];
  readonly places: readonly string[];
}

const known: Sources = { first: knownFirstNames, last: knownSurnames, places: knownPlaces };
const strange: Sources = { first: strangeFirstNames, last: strangeSurnames, places: strangePlaces };
const streets = [
  'Oak St',
  'Larkspur Lane',
  'N. Kessler Ave',
  'Willow Bend Dr Apt 4B',
  'Prospect Blvd, Suite 210',
  'Old Mill Rd',
  'W 14th Street',
  'Cobblestone Ct #9',
  'Harbor View Pkwy',
  'SE Division St Unit 3',
];
const states = ['OH', 'TX', 'NY', 'WA', 'GA', 'MN', 'Oregon', 'AZ', 'NJ', 'Florida'];
const relatives = [
  'wife',
  'husband',
  'son',
  'daughter',
  'mother',
  'father',
  'sister',
  'brother',
  'aunt',
  'nephew',
  'grandmother',
  'partner',
];

/** What fills the holes that are not names, each as it is labelled. */
function fillers(next: () => number, pick: Pick, from: Sources): { readonly [hole: string]: () => string } {
  const digits = (n: number) => Array.from({ length: n }, () => Math.floor(next() * 10)).join('');
  const letters = (n: number) => Array.from({ length: n }, () => 'ABCDEFGHJKLMNPRSTUVWXYZ'[Math.floor(next() * 23)]).join('');
  const area = () => `${2 + Math.floor(next() * 8)}${digits(2)}`;
  const phone = () =>
    pick([
      `(${area()}) 555-01${digits(2)}`,
      `${area()}-555-01${digits(2)}`,
      `${area()}.555.01${digits(2)}`,
      `${area()} 555 01${digits(2)}`,
      `1-${area()}-555-01${digits(2)}`,
    ]);
  const surname = () => pick(from.last);
  const place = () => pick(from.places).replaceAll('_', ' ');
  return {
    D: () => `<D:${date(next, pick)}>`,
    D2: () => `<D:${1 + Math.floor(next() * 12)}/${13 + Math.floor(next() * 15)}>`,
    DM: () => `<D:${pick(months.filter((name) => name !== 'May'))}>`,
    MON: () => `<D:${pick(months)}>`,
    P: () => `<P:${phone()}>`,
    X: () => `<X:${phone()}>`,
    E: () =>
      `<E:${pick(from.first).toLowerCase()}${pick(['.', '_', ''])}${surname().toLowerCase()}${pick(['', '88', '7'])}@example.${pick(['com', 'org', 'net'])}>`,
    S: () => `<S:${digits(3)}-${digits(2)}-${digits(4)}>`,
    M: () => `<M:${pick([digits(8), `00${digits(6)}`, `${digits(3)}-${digits(4)}`])}>`,
    B: () =>
      `<B:${pick([`${letters(3)}${digits(9)}`, `W${digits(8)}`, digits(9), `${letters(1)}${digits(2)}-${digits(3)}-${digits(4)}`])}>`,
    C: () => `<C:${pick([digits(7), `${digits(4)}-${digits(4)}`, digits(10)])}>`,
    C4: () => `<C:${digits(4)}>`,
    Q: () => `<Q:${pick([`${digits(13)}`, `${letters(2)}-${digits(7)}`, `${letters(1)}${digits(8)}`, `${digits(5)}A${digits(5)}`])}>`,
    LIC: () => `<L:${pick([`${letters(2)}${digits(7)}`, `1${digits(9)}`, `${letters(1)}-${digits(5)}`])}>`,
    K: () => `<K:${pick([`${letters(3)}${digits(6)}${letters(1)}`, digits(10), `SN-${digits(5)}`])}>`,
    V: () => `<V:${pick([`${digits(1)}${letters(3)}${digits(3)}`, `${letters(3)}-${digits(4)}`])}>`,
    VIN: () => `<V:1HGCM${digits(3)}${letters(2)}A${digits(6)}>`,
    U: () => `<U:https://portal.example.org/${letters(2).toLowerCase()}?id=${digits(5)}>`,
    I: () => `<I:${[0, 0, 0, 0].map(() => 1 + Math.floor(next() * 250)).join('.')}>`,
    FILE: () => `<F:${surname().toLowerCase()}_${pick(['pano', 'scan', 'bw', 'xray'])}_${digits(4)}.${pick(['jpg', 'pdf', 'dcm', 'png'])}>`,
    STREET: () => `<G:${10 + Math.floor(next() * 9000)} ${pick(streets)}>`,
    ROAD: () => `<G:Route ${1 + Math.floor(next() * 90)}>`,
    CITY: () => `<G:${place()}>`,
    ST: () => pick(states),
    Z: () => `<Z:${digits(5)}>`,
    ORG: () => `<W:${surname()} ${pick(['Foods', 'Trucking', 'Motors', 'Steel', 'Logistics', 'Construction', 'Bank', 'Manufacturing'])}>`,
    FAC: () =>
      `<W:${pick([`${surname()} Memorial Hospital`, `${place()} Family Clinic`, `St. ${pick(from.first)}'s Medical Center`, `${surname()} Eye Associates`])}>`,
    SCHOOL: () => `<W:${surname()} ${pick(['Elementary', 'Middle School', 'High School', 'Academy'])}>`,
    AGE: () => String(5 + Math.floor(next() * 80)),
    OLD: () => `<A:${90 + Math.floor(next() * 14)}>`,
    SEX: () => pick(['female', 'male']),
    PRON: () => pick(['She', 'He']),
    REL: () => pick(relatives),
    RELU: () => pick(relatives).toUpperCase(),
    MI: () => `<N:${letters(1)}>`,
    T: () => pick(['Mr.', 'Ms.', 'Mrs.']),
    T3: () => pick(['Mr.', 'Ms.', 'Mrs.']),
  };
}

/** One note from one template. The names of a person are the same all through it. */
function fill(template: string, title: string, seed: number, from: Sources): LabelledNote {
  const next = seeded(seed);
  const pick: Pick = (list) => {
    const one = list[Math.floor(next() * list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  };
  const names = new Map<string, string>();
  const others = fillers(next, pick, from);
  const marked = template.replace(/\{([A-Za-z]+)(\d?)\}/g, (_, hole: string, person: string) => {
    const filler = others[`${hole}${person}`] ?? others[hole];
    if (filler && !/^[FLfl]U?$/.test(hole)) return filler();
    const key = `${hole[0]?.toUpperCase()}${person}`;
    const name = names.get(key) ?? pick(key.startsWith('F') ? from.first : from.last);
    names.set(key, name);
    const written = hole.length > 1 ? name.toUpperCase() : hole === hole.toLowerCase() ? name.toLowerCase() : name;
    return `<N:${written}>`;
  });
  return readNote(title, marked);
}

const copies = 10;

/** Half of the notes of each template with names that the engine's dictionaries hold, half with names that they do not. */
export function generated(half: 'tune' | 'test', which: 'known' | 'strange' | 'both' = 'both'): LabelledNote[] {
  const templates = half === 'tune' ? tuned : heldOut;
  const wanted = (k: number) => which === 'both' || (which === 'strange') === (k % 2 === 1);
  return templates.flatMap((template, t) =>
    Array.from({ length: copies }, (_, k) => ({ k, seed: (half === 'tune' ? 1 : 2) * 10_000 + t * 100 + k }))
      .filter(({ k }) => wanted(k))
      .map(({ k, seed }) => fill(template, `${half} ${t + 1}.${k + 1}`, seed, k % 2 === 1 ? strange : known)),
  );
}
