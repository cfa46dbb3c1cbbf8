import { shown } from '../../../store/columns.ts';
import { eachOldRow } from '../../../store/keys/index-old-rows.ts';
import type { Store, Tx } from '../../../store/store.ts';
import { document } from '../schema.ts';
import { tokensOf, typedName } from './words.ts';

/** By what a document of this name is found. */
export const nameTokens = (tx: Tx, name: string): string[] => tokensOf(name).map((token) => tx.blind('document-name', token));

export async function addWords(tx: Tx, documents: readonly { readonly id: string; readonly name: string }[]): Promise<void> {
  const words = documents.flatMap(({ id, name }) => nameTokens(tx, name).map((token) => ({ id, token })));
  if (words.length === 0) return;
  await tx.rows(
    `insert into intake.document_word (tenant_id, token, document_id)
     select $1, u.token, u.id from unnest($2::text[], $3::uuid[]) as u (token, id) on conflict do nothing`,
    [tx.tenant, words.map(({ token }) => token), words.map(({ id }) => id)],
  );
}

/** Rows stay where they are, by the database's own rule; they say nothing any more. */
export const forgetWords = (tx: Tx, documentIds: readonly string[]): Promise<unknown> =>
  tx.rows(
    `update intake.document_word w set token = 'destroyed ' || n.place
       from (select token, document_id, row_number() over (partition by document_id order by token) as place
               from intake.document_word where tenant_id = $1 and document_id = any($2::uuid[])) n
      where w.tenant_id = $1 and w.document_id = n.document_id and w.token = n.token`,
    [tx.tenant, documentIds],
  );

/** Of so many that begin alike only the newest are opened. */
const mostNamed = 1_000;

/** The documents in whose name each typed word begins one: those that begin alike come from the index, their names, opened, say which. */
export async function documentsNamed(tx: Tx, typed: string): Promise<string[]> {
  const { tokens, means } = typedName(typed);
  if (tokens.length === 0) return [];
  const begins = tokens.map((_, i) => `select document_id as id from intake.document_word where tenant_id = $1 and token = $${i + 2}`);
  const rows = await tx.rows<{ id: string; name: string }>(
    `with newest as materialized (select id from (${begins.join(' intersect ')}) found order by id desc limit ${mostNamed})
     select d.id, d.name from newest cross join lateral (select id, name from intake.document where tenant_id = $1 and id = newest.id offset 0) d`,
    [tx.tenant, ...tokens.map((token) => tx.blind('document-name', token))],
  );
  return rows.filter(({ name }) => means(shown(document.name, name) ?? '')).map(({ id }) => id);
}

/** Documents of before their names were searched by words. */
export const indexOldDocuments = (store: Store, tenant: string): Promise<void> =>
  eachOldRow<{ id: string; name: string }>(
    store,
    tenant,
    `select d.id, d.name from intake.document d where d.tenant_id = $1 and d.id > $2
        and not exists (select 1 from intake.document_word w where w.tenant_id = $1 and w.document_id = d.id)`,
    (tx, rows) =>
      addWords(
        tx,
        rows.map(({ id, name }) => ({ id, name: shown(document.name, name) ?? '' })),
      ),
  );
