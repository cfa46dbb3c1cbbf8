import pg from 'pg';

/** Something that a screen may want to ask for again: where, and of which thing. Never what it is. */
export interface Change {
  readonly topic: string;
  readonly id?: string;
  /** How far a long piece of work on it is, in counts. */
  readonly progress?: { readonly step: string; readonly done: number; readonly of: number };
}

/** Tells every server on this database what changed, so that screens follow work that was done elsewhere. */
export interface Changes {
  publish(tenant: string, changes: readonly Change[]): void;
  /** Answers the function that ends it. */
  subscribe(tenant: string, listener: (change: Change) => void): () => void;
  close(): Promise<void>;
}

const channel = 'claimwright_changes';
/** PostgreSQL carries 8000 bytes in a notice. */
const mostInNotice = 60;
/** From here on naming each thing costs more than asking for the list again. */
const mostOfTopic = 200;

export function openChanges(appUrl: string): Changes {
  const listeners = new Map<string, Set<(change: Change) => void>>();
  const sender = new pg.Pool({ connectionString: appUrl, max: 1, application_name: 'claimwright-changes' });
  sender.on('error', () => undefined);
  const hear = (payload: string | undefined) => {
    const { tenant, changes } = JSON.parse(payload ?? '{}') as { tenant: string; changes: Change[] };
    for (const listener of listeners.get(tenant) ?? []) for (const change of changes) listener(change);
  };
  const listening = listen(appUrl, hear);
  return {
    publish: (tenant, changes) => {
      const news = bounded(changes);
      for (let i = 0; i < news.length; i += mostInNotice) {
        const payload = JSON.stringify({ tenant, changes: news.slice(i, i + mostInNotice) });
        // A lost notice costs a screen its freshness until it asks again; the act itself stands.
        sender.query('select pg_notify($1, $2)', [channel, payload]).catch(() => undefined);
      }
    },
    subscribe: (tenant, listener) => {
      const of = listeners.get(tenant) ?? new Set();
      listeners.set(tenant, of.add(listener));
      return () => of.delete(listener);
    },
    close: async () => {
      await listening.close();
      await sender.end();
    },
  };
}

function bounded(changes: readonly Change[]): Change[] {
  const unique = [...new Map(changes.map((change) => [`${change.topic} ${change.id ?? ''}`, change])).values()];
  const crowded = new Set(
    unique.map(({ topic }) => topic).filter((topic) => unique.filter((change) => change.topic === topic).length > mostOfTopic),
  );
  return [...unique.filter(({ topic }) => !crowded.has(topic)), ...[...crowded].map((topic) => ({ topic }))];
}

/** One connection that listens and comes back by itself. */
function listen(appUrl: string, hear: (payload: string | undefined) => void): { close(): Promise<void> } {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const again = () => {
    if (!closed) timer = setTimeout(() => void open(), 1000).unref();
  };
  const open = async () => {
    const next = new pg.Client({ connectionString: appUrl, application_name: 'claimwright-changes', keepAlive: true });
    client = next;
    // A connection that breaks may say so more than once.
    next.on('error', () => undefined);
    next.once('end', again);
    next.on('notification', ({ payload }) => hear(payload));
    try {
      await next.connect();
      await next.query(`listen ${channel}`);
    } catch {
      await next.end().catch(() => undefined);
    }
  };
  const opened = open();
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await opened;
      await client?.end().catch(() => undefined);
    },
  };
}
