import type { ExitStatus } from '../views/status.ts';
import { Comparer, type Detail, paired, summaryOf } from './compare.ts';
import type { Group } from './group.ts';
import { type Item, Side } from './side.ts';

/** One difference of meaning. Holds what the files hold, so patient data too: show it only to whoever gave the files. */
export interface X12Difference extends Omit<Detail, 'kind'> {
  /** `moved`: the same, in another place or under another payment. */
  readonly kind: Detail['kind'] | 'moved';
  /** What people count: claim, payment, subscriber, … */
  readonly item: string;
  /** Its own number: the patient control number of a claim. */
  readonly key: string;
  /** Of what stands around several items: for how many items it holds. */
  readonly items?: number;
}

/** What counts as a difference. */
export interface DiffOptions {
  /** Control numbers, dates of the envelope, order, delimiters and line breaks count too. */
  readonly strict?: boolean;
}

/** Two files that are being compared. */
export interface Diff {
  /** The two files, in chunks; feed the one whose `items` is smaller, so that little waits. */
  readonly a: DiffInput;
  readonly b: DiffInput;
  /** After the last chunk of both. The status is 0 where they say the same, 1 where they differ, 2 where one cannot be read. */
  end(): { readonly readable: readonly [boolean, boolean]; readonly differences: number; readonly status: ExitStatus };
}

/** One of two files that are being compared. */
export interface DiffInput {
  /** How many items of it were read so far. */
  readonly items: number;
  push(chunk: Uint8Array): void;
}

/**
 * Compares two files by what they mean. Items are paired by their own keys as they come, so that memory holds only what has no
 * partner yet: files in the same order need none to speak of.
 * @param tell hears each difference, as soon as it is certain
 * @param options whether envelopes, numbers and order count too
 * @returns the two files to feed
 */
export function createDiff(tell: (difference: X12Difference) => void, options: DiffOptions = {}): Diff {
  const matcher = new Matcher(tell, options.strict ?? false);
  const a = new Side(options.strict ?? false, (item) => matcher.take(0, item));
  const b = new Side(options.strict ?? false, (item) => matcher.take(1, item));
  return {
    a,
    b,
    end: () => {
      const readable: [boolean, boolean] = [a.end(), b.end()];
      // Against what cannot be read, everything would be missing.
      if (!readable.includes(false)) matcher.finish();
      const { differences } = matcher;
      return { readable, differences, status: readable.includes(false) ? 2 : differences > 0 ? 1 : 0 };
    },
  };
}

class Matcher {
  differences = 0;
  private readonly hand: (difference: X12Difference) => void;
  private readonly strict: boolean;
  private readonly waiting: readonly [Map<string, Item[]>, Map<string, Item[]>] = [new Map(), new Map()];
  /** What differs around items is told once, with how many items it holds for. */
  private readonly around = new Map<string, { difference: X12Difference; items: number }>();
  private readonly compared = new WeakMap<Group, WeakMap<Group, readonly string[]>>();

  constructor(hand: (difference: X12Difference) => void, strict: boolean) {
    this.hand = hand;
    this.strict = strict;
  }

  take(side: 0 | 1, item: Item): void {
    const key = [item.set, item.noun, item.scope, ...item.key].join('\n');
    const others = this.waiting[side === 0 ? 1 : 0];
    const partners = others.get(key);
    const partner = partners?.shift();
    if (partner !== undefined) {
      if (partners?.length === 0) others.delete(key);
      if (side === 0) this.compare(item, partner);
      else this.compare(partner, item);
      return;
    }
    const mine = this.waiting[side];
    const list = mine.get(key);
    if (list === undefined) mine.set(key, [item]);
    else list.push(item);
  }

  /** Pairs what is left by less and less of the key, and tells what is left then. */
  finish(): void {
    const [left, right] = this.waiting.map((side) => [...side.values()].flat());
    const kind = ({ set, noun }: Item) => `${set}\n${noun}`;
    const by = (at: number) => (item: Item) => ((item.key[at] ?? '') === '' ? undefined : `${kind(item)}\n${item.key[at]}`);
    const reasons = [(item: Item) => `${kind(item)}\n${item.key.join('\n')}`, by(0), by(1)];
    for (const [a, b] of paired(left ?? [], right ?? [], reasons)) {
      if (a !== undefined && b !== undefined) this.compare(a, b);
      else if (a !== undefined) this.alone('missing', a);
      else if (b !== undefined) this.alone('added', b);
    }
    for (const { difference, items } of this.around.values()) this.tell({ ...difference, items });
  }

  private compare(a: Item, b: Item): void {
    const of = { item: a.noun, key: labelOf(a) };
    new Comparer(this.strict, (detail) => this.tell({ ...detail, ...of })).groups(a.group, b.group, []);
    if (a.scope !== b.scope)
      this.tell({ ...of, kind: 'moved', path: [], at: '', name: 'stands in payment', before: a.scope, after: b.scope });
    if (this.strict && a.index !== b.index)
      this.tell({ ...of, kind: 'moved', path: [], at: '', name: 'place in the file', before: String(a.index), after: String(b.index) });
    for (const above of a.around) {
      const other = b.around.find((one) => one.node === above.node);
      if (other !== undefined) this.compareAround(above, other, a);
    }
  }

  /** Levels and envelopes that many items have in common: compared once for each pair of them. */
  private compareAround(a: Group, b: Group, item: Item): void {
    if (a === b) return;
    const known = this.compared.get(a) ?? new WeakMap<Group, readonly string[]>();
    this.compared.set(a, known);
    let keys = known.get(b);
    if (keys === undefined) {
      const found: string[] = [];
      const name = a.facts === undefined ? 'envelope' : a.facts.definition.name.toLowerCase();
      new Comparer(this.strict, (detail) => {
        const path = detail.path[0] === name ? detail.path : [name, ...detail.path];
        const difference: X12Difference = { ...detail, path, item: item.noun, key: labelOf(item) };
        const key = JSON.stringify([path, detail]);
        found.push(key);
        if (!this.around.has(key)) this.around.set(key, { difference, items: 0 });
      }).groups(a, b, []);
      keys = found;
      known.set(b, keys);
    }
    for (const key of keys) {
      const told = this.around.get(key);
      if (told !== undefined) told.items++;
    }
  }

  private alone(kind: 'missing' | 'added', item: Item): void {
    const shown = summaryOf(item.group);
    const value = kind === 'missing' ? { before: shown } : { after: shown };
    this.tell({ kind, item: item.noun, key: labelOf(item), path: [], at: item.group.node?.id ?? '', name: '', ...value });
  }

  private tell(difference: X12Difference): void {
    this.differences++;
    this.hand(difference);
  }
}

/** By what people call an item: its first key, or which of its kind it is. */
function labelOf({ key, index }: Item): string {
  return key.find((text) => text !== '') ?? String(index);
}

/**
 * A difference in one line: `claim 123, line 2: paid 40.00 → 45.00`.
 * @param difference as `createDiff` tells it
 * @returns the line, without a line break; it holds what the files hold
 */
export function differenceLine(difference: X12Difference): string {
  const { kind, item, key, path, name, before, after, items = 1 } = difference;
  const who = [`${item} ${key}`, ...path].join(', ');
  const others = items > 1 ? ` (and for ${items - 1} more)` : '';
  if (kind === 'changed' || kind === 'moved') return `${who}: ${name} ${before || 'nothing'} → ${after || 'nothing'}${others}`;
  const said = kind === 'missing' ? before : after;
  const what = name === '' ? who : `${who}: ${name}`;
  const shown = said === undefined || said === '' ? '' : name === '' ? ` (${said})` : ` ${said}`;
  return `${what}${name === '' ? shown : ''} ${kind === 'missing' ? 'is missing' : 'is new'}${name === '' ? '' : `:${shown}`}${others}`;
}
