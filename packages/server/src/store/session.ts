import pg from 'pg';

/** One connection of its own, for what belongs to a session and not to a transaction: locks that last as long as the process. */
export interface Session {
  run(sql: string, values: readonly unknown[]): Promise<void>;
  close(): Promise<void>;
}

/** Connects as the application's role. `lost` is called where the connection breaks by itself. */
export async function openSession(appUrl: string, name: string, lost: () => void): Promise<Session> {
  const client = new pg.Client({ connectionString: appUrl, application_name: name, keepAlive: true });
  client.on('error', lost);
  await client.connect();
  return {
    run: async (sql, values) => void (await client.query(sql, [...values])),
    close: () => client.end(),
  };
}
