import { realpath } from 'node:fs/promises';
import { delimiter, isAbsolute, join, resolve, sep } from 'node:path';
import { ownFolders } from './store.ts';

/** What this machine lets its practices watch. Whoever sets up a source does so from a browser; whoever runs the machine says this. */
export interface Bounds {
  /** The folders within which this practice may watch: its own alone. */
  rootsOf(tenant: string): readonly string[];
  /** Whether a folder, as it really lies, is within them, whatever points where. */
  mayLie(tenant: string, real: string): Promise<boolean>;
  /** Servers within the machine's own network that may be fetched from. */
  readonly inside: readonly string[];
}

/** A folder of one practice, or of all: then each has its own within, under its number. */
interface Entry {
  readonly tenant?: string;
  readonly path: string;
}
interface Layout {
  readonly entries: readonly Entry[];
  /** What Claimwright keeps for itself. */
  readonly kept: readonly string[];
  /** The one place among it that files may be brought to. */
  readonly inbox: string;
}

export const isWithin = (path: string, roots: readonly string[]): boolean =>
  isAbsolute(path) && roots.some((root) => lies(resolve(path), resolve(root)));

const lies = (path: string, root: string): boolean => path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
const overlap = (a: string, b: string): boolean => lies(a, b) || lies(b, a);

/** `CLAIMWRIGHT_WATCH`: folders with colons between, each `/folder` or `practice=/folder`. Unsaid: `inbox` in the data folder. */
export function watchBounds(env: NodeJS.ProcessEnv): Bounds {
  const { data, keys } = ownFolders(env);
  const layout: Layout = {
    entries: env.CLAIMWRIGHT_WATCH ? env.CLAIMWRIGHT_WATCH.split(delimiter).flatMap(entryOf) : [{ path: join(data, 'inbox') }],
    kept: [data, keys, ...(env.CLAIMWRIGHT_CHECKPOINTS ? [resolve(env.CLAIMWRIGHT_CHECKPOINTS)] : [])],
    inbox: join(data, 'inbox'),
  };
  return {
    rootsOf: (tenant) => candidates(tenant, layout).filter((root) => isOwn(root, tenant, layout)),
    mayLie: async (tenant, real) => {
      const really = await realised(layout);
      for (const root of candidates(tenant, layout)) {
        const own = await realOf(root);
        if (isOwn(root, tenant, layout) && isOwn(own, tenant, really) && lies(real, own)) return true;
      }
      return false;
    },
    inside: (env.CLAIMWRIGHT_SFTP_INSIDE ?? '')
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter(Boolean),
  };
}

function entryOf(text: string): Entry[] {
  const [, tenant, path = ''] = /^(?:([^/=]+)=)?(.+)$/.exec(text.trim()) ?? [];
  if (!isAbsolute(path)) return [];
  return [tenant === undefined ? { path: resolve(path) } : { tenant: tenant.trim(), path: resolve(path) }];
}

const candidates = (tenant: string, { entries }: Layout): string[] =>
  /^[\w-]+$/.test(tenant)
    ? entries
        .filter((one) => one.tenant === undefined || one.tenant === tenant)
        .map((one) => (one.tenant ? one.path : join(one.path, tenant)))
    : [];

/** A folder that is also another practice's, holds one of another's, or has to do with what Claimwright keeps, is nobody's. */
function isOwn(root: string, tenant: string, { entries, kept, inbox }: Layout): boolean {
  const others = entries.some((one) => {
    if (one.tenant === tenant) return false;
    if (one.tenant !== undefined) return overlap(root, one.path);
    return lies(one.path, root) || (lies(root, one.path) && !lies(root, join(one.path, tenant)));
  });
  const keeps = kept.some((folder) => overlap(root, folder) && !(root !== inbox && lies(root, inbox) && lies(inbox, folder)));
  return !others && !keeps;
}

const realOf = (path: string): Promise<string> => realpath(path).catch(() => path);

async function realised({ entries, kept, inbox }: Layout): Promise<Layout> {
  return {
    entries: await Promise.all(entries.map(async (one) => ({ ...one, path: await realOf(one.path) }))),
    kept: await Promise.all(kept.map(realOf)),
    inbox: await realOf(inbox),
  };
}
