/** A file as a folder lists it. `modifiedAt` in milliseconds; `inode` where the folder knows one, so that a file keeps it under another name. */
export interface ListedFile {
  readonly name: string;
  readonly size: number;
  readonly modifiedAt: number;
  readonly inode?: string;
}
/** What an earlier look saw of it. */
export interface SeenFile extends ListedFile {
  /** Since when it lies there as it is, and ends too early or may; in milliseconds. */
  readonly cutSince?: number;
}
/** Why a file is not taken yet. */
export type WaitingWhy = 'growing' | 'not-still' | 'unfinished-name' | 'cut-off' | 'too-large' | 'not-readable' | 'refused';
export interface WaitingFile {
  readonly name: string;
  readonly size: number;
  readonly why: WaitingWhy;
}

export interface LookFacts {
  readonly listed: readonly ListedFile[];
  /** By the look before this one. */
  readonly seen: readonly SeenFile[];
  /** Such as `*.835`; none: every file. */
  readonly patterns: readonly string[];
}
export interface Look {
  /** Whole, as far as names, sizes and times tell. */
  readonly settled: readonly SeenFile[];
  readonly waiting: readonly WaitingFile[];
}

/** How programs name what they have not finished writing. */
export const isUnfinishedName = (name: string): boolean =>
  /^[.~]|~$|\.(?:part|partial|filepart|tmp|temp|upload|uploading|writing|crdownload|swp)$/i.test(name);

/** Whether a name is one of those wanted; `*` and `?` as in a shell, whatever the case. */
export function isWanted(name: string, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return true;
  const expression = (pattern: string): RegExp =>
    new RegExp(
      `^${pattern
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.')}$`,
      'i',
    );
  return patterns.some((pattern) => expression(pattern.trim()).test(name));
}

const isSame = (a: ListedFile, b: ListedFile): boolean => a.size === b.size && a.modifiedAt === b.modifiedAt;

/** Written under another name and renamed when it was whole: the very file that lay there under an unfinished name, and no longer does. */
function wasRenamed(file: ListedFile, { seen, listed }: LookFacts): boolean {
  const there = new Set(listed.map(({ name }) => name));
  return seen.some(
    (one) =>
      isUnfinishedName(one.name) &&
      !there.has(one.name) &&
      (file.inode === undefined || one.inode === undefined
        ? isSame(one, file) && one.name.includes(file.name)
        : file.inode === one.inode && isSame(one, file)),
  );
}

/**
 * Which files of a folder are whole: those that two looks saw alike, in size and time, and those that were renamed in. Names that
 * programs give to what they still write are waited for, and never taken under that name.
 */
export function decideLook(facts: LookFacts): Look {
  const before = new Map(facts.seen.map((file) => [file.name, file]));
  const settled: SeenFile[] = [];
  const waiting: WaitingFile[] = [];
  for (const file of facts.listed) {
    const { name, size } = file;
    if (isUnfinishedName(name)) {
      if (isWanted(name.replace(/^[.~]+|(?:~|\.[a-z]+)$/gi, ''), facts.patterns) || isWanted(name, facts.patterns))
        waiting.push({ name, size, why: 'unfinished-name' });
      continue;
    }
    if (!isWanted(name, facts.patterns)) continue;
    const earlier = before.get(name);
    if (earlier && isSame(earlier, file))
      settled.push({ ...file, ...(earlier.cutSince === undefined ? {} : { cutSince: earlier.cutSince }) });
    else if (!earlier && wasRenamed(file, facts)) settled.push(file);
    else waiting.push({ name, size, why: 'growing' });
  }
  return { settled, waiting };
}
