import {
  conditionOf,
  conditionWords,
  grants,
  isRole,
  type Limit,
  limitsInForce,
  type Permission,
  permissions,
  personRoles,
  type Role,
  roles as roleTexts,
  type SetLimit,
  textOf,
} from '@claimwright/core/ground/governance';
import type { LimitView } from '@claimwright/server/api';
import type { ReactElement } from 'react';
import { useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { formatInstant } from '../../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { LimitForm } from './limit-form.tsx';
import { roleTitle } from './people-table.tsx';

const isRight = (name: string): name is Permission => (permissions as readonly string[]).includes(name);

/** The limits that hold. They come newest first. */
const standing = (rows: readonly LimitView[]): Limit[] =>
  limitsInForce(
    rows.flatMap(({ role, right, payers, sites, upTo, ownUpTo, ended }) => {
      if (!isRole(role) || !isRight(right)) return [];
      return [{ role, right, payers, sites, ended, ...only({ upTo, ownUpTo }) } as SetLimit];
    }),
  );
const only = (parts: { readonly [name: string]: unknown }) =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));

function Cell({
  role,
  right,
  limits,
}: {
  readonly role: Role;
  readonly right: Permission;
  readonly limits: readonly Limit[];
}): ReactElement {
  const condition = conditionOf(role, right, limits);
  if (!condition) return <td aria-label="no">–</td>;
  const words = conditionWords(condition);
  const own = limits.some((limit) => limit.role === role && limit.right === right);
  return (
    <td>
      {words === '' ? 'Yes' : words}
      {own ? <div className="dim small">set by the practice</div> : null}
    </td>
  );
}

function Matrix({ limits }: { readonly limits: readonly Limit[] }): ReactElement {
  const had = permissions.filter((right) => personRoles.some((role) => grants[role][right] !== undefined));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keys
    <div className="access-scroll" tabIndex={0} role="group" aria-label="Rights by role">
      <table className="ledger">
        <caption className="sr-only">Rights by role</caption>
        <thead>
          <tr>
            <th scope="col">Right</th>
            {personRoles.map((role) => (
              <th scope="col" key={role}>
                {roleTexts[role].title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {had.map((right) => (
            <tr key={right}>
              <th scope="row">
                {textOf(right).noun}
                <div className="dim small">{textOf(right).says}</div>
              </th>
              {personRoles.map((role) => (
                <Cell key={role} role={role} right={right} limits={limits} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The access table as it holds in this practice, and the limits that the practice set over it. */
export function Roles(): ReactElement {
  const { data, error, refetch } = useAsk('ground/governance/people/limits', {});
  const may = useMay('limits.set');
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={10} />;
  return (
    <>
      <p className="dim">What is not given here is refused. The same table decides at every door and stands in docs/access.md.</p>
      <Matrix limits={standing(data.rows)} />
      <section className="block" aria-label="Limits of the practice">
        <h2>Limits of the practice</h2>
        {data.rows.length === 0 ? (
          <EmptyState title="The practice set no limits of its own">Those of the table hold.</EmptyState>
        ) : (
          <ol className="plain-list">
            {data.rows.map((row) => (
              <li key={row.id}>
                <strong>{roleTitle(row.role)}</strong>: {isRight(row.right) ? textOf(row.right).noun : row.right}{' '}
                {row.ended ? 'as the table says' : conditionWords(only({ upTo: row.upTo, ownUpTo: row.ownUpTo })) || 'for some'}
                <div className="dim small">
                  {formatInstant(row.at)} by {row.by}: {row.because}
                </div>
              </li>
            ))}
          </ol>
        )}
        {may ? <LimitForm /> : null}
      </section>
    </>
  );
}
