import type { WaitingWhy } from '@claimwright/core/ground/intake';

export type SourceMood = 'fine' | 'waiting' | 'quiet' | 'failing' | 'paused';

/** A place that files are taken from by themselves, and how it stands. */
export interface SourceView {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** Where it is, and what is known of its server: told to whoever may set it up. */
  readonly path?: string;
  readonly host?: string;
  readonly port?: number;
  readonly username?: string;
  /** Whether a key or a password is kept; it is shown to nobody. */
  readonly hasSecret: boolean;
  readonly hostKey?: string;
  readonly patterns: readonly string[];
  readonly everySeconds: number;
  readonly afterwards: 'leave' | 'move' | 'delete';
  readonly movedTo?: string;
  readonly cutOffMinutes: number;
  readonly quietHours: number;
  readonly paused: boolean;
  readonly mood: SourceMood;
  readonly lookedAt?: string;
  readonly nextLookAt?: string;
  readonly lastFileAt?: string;
  /** Of whoever sees the whole practice: files name patients. */
  readonly lastFile?: { readonly name: string; readonly documentId: string; readonly repeated: boolean };
  readonly filesLastDay: number;
  readonly waiting: readonly { readonly name: string; readonly size: number; readonly why: WaitingWhy; readonly says: string }[];
  /** What is wrong, in the office's words, and what to do. */
  readonly trouble?: { readonly code: string; readonly since: string; readonly says: string; readonly fix: string };
  /** The key that the server showed: somebody compares it, and says whether it is theirs. */
  readonly offeredKey?: string;
  /** It brought nothing for longer than usual. */
  readonly quietSince?: string;
}
/** A folder that somebody watches from the command line of the machine; nobody set it up here. */
export interface WatchedView {
  /** Told to whoever may set sources up. */
  readonly folder?: string;
  /** `quiet`: whoever watched looks no more, and did not say that they ended. */
  readonly mood: 'fine' | 'waiting' | 'failing' | 'quiet';
  readonly since: string;
  readonly lookedAt: string;
  readonly lastFileAt?: string;
  /** Files, since then; and how many wait. */
  readonly taken: number;
  readonly waiting: number;
  readonly trouble?: { readonly code: string; readonly says: string; readonly fix: string };
}
export interface SourcesView {
  readonly rows: readonly SourceView[];
  readonly watched: readonly WatchedView[];
  /** The practice's own folders of the machine; told to whoever may set sources up. */
  readonly roots: readonly string[];
}

/** A private key or a password goes in by `secret`; left out, the one that is kept stays. */
export interface SourceInput {
  readonly sourceId?: string;
  readonly name: string;
  readonly kind: 'folder' | 'sftp';
  readonly path: string;
  readonly host?: string;
  readonly port?: number;
  readonly username?: string;
  readonly secret?: string;
  readonly hostKey?: string;
  readonly patterns?: readonly string[];
  readonly everySeconds?: number;
  readonly afterwards?: 'leave' | 'move' | 'delete';
  readonly movedTo?: string;
  readonly cutOffMinutes?: number;
  readonly quietHours?: number;
}
type OnSource<More = unknown> = { input: { sourceId: string } & More; result: { sourceId: string } };

export interface SourceQueries {
  'ground/intake/sources': { input: Record<string, never>; answer: SourcesView };
}
export interface SourceCommands {
  'ground/intake/set-source': { input: SourceInput; result: { sourceId: string } };
  'ground/intake/pause-source': OnSource<{ paused: boolean }>;
  'ground/intake/look-now': OnSource;
  'ground/intake/trust-host': OnSource<{ hostKey: string }>;
  'ground/intake/end-source': OnSource;
}
