import type { ApiQueries } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { ask } from '../../app/api.ts';
import { useCommands } from '../../app/commands.tsx';
import { useAct, useAsk } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { formatInstant, plural } from '../../ui/format.ts';
import { ErrorNote, KeyHint } from '../../ui/notes.tsx';
import { Status } from '../../ui/status.tsx';
import type { ClaimKind, PayerRoutes } from './pages.ts';
import { RouteDialog } from './route-dialog.tsx';
import { StatusMeanings } from './status-meanings.tsx';
import { kindWords } from './words.ts';

type Change = ApiQueries['revenue/submission/route-history']['answer'][number];
const kinds: readonly ClaimKind[] = ['professional', 'institutional', 'dental'];

/** Goes the way of a claim up to the door, and says what would happen there. */
function TestRoute({ payerId, kind }: { readonly payerId: string; readonly kind: ClaimKind }): ReactElement {
  const [state, setState] = useState<{ busy?: boolean; works?: boolean; says?: string; error?: unknown }>({});
  const run = async () => {
    setState({ busy: true });
    try {
      const route = await ask('revenue/submission/try-route', { payerId, kind }, 'operations');
      const { clearinghouseId } = route;
      // The way is as good as its last step.
      const way =
        route.works && clearinghouseId !== undefined
          ? await ask('revenue/submission/try-clearinghouse', { clearinghouseId }, 'operations')
          : undefined;
      const told = [route.says, route.fix, way?.says, way?.fix].filter((part) => part !== undefined).join(' ');
      setState({ works: route.works && (way?.works ?? true), says: told });
    } catch (error) {
      setState({ error });
    }
  };
  return (
    <>
      <Button size="xs" variant="default" loading={state.busy ?? false} onClick={() => void run()}>
        Test
      </Button>
      {state.says === undefined ? null : (
        <p role="status" className="small">
          <Status tone={state.works ? 'good' : 'stop'}>{state.works ? 'Works' : 'Does not work'}</Status> {state.says}
        </p>
      )}
      {state.error === undefined ? null : <ErrorNote error={state.error} />}
    </>
  );
}

const changeWords = ({ kind, clearinghouse, payerNumber }: Change): string =>
  clearinghouse === undefined
    ? `${kindWords[kind]}: no route of its own`
    : `${kindWords[kind]}: ${clearinghouse}${payerNumber === undefined ? '' : `, as ${payerNumber}`}`;

/** Who changed the routes to this payer, and the newest change of each kind to take back. */
function RouteHistory({ payerId, may }: { readonly payerId: string; readonly may: boolean }): ReactElement | null {
  const { data } = useAsk('revenue/submission/route-history', { payerId });
  const undo = useAct('revenue/submission/undo-route');
  if (!data || data.length === 0) return null;
  return (
    <section className="block" aria-label="History of the routes">
      <h2>History</h2>
      <ol className="timeline">
        {data.map((change) => (
          <li key={`${change.kind} ${change.version}`}>
            <span>{changeWords(change)}</span>{' '}
            <span className="dim small">
              {formatInstant(change.at)}, {change.by}
            </span>{' '}
            {change.newest && may ? (
              <Button
                size="xs"
                variant="subtle"
                loading={undo.busy}
                onClick={() => void undo.run({ payerId, kind: change.kind, version: change.version })}
              >
                Undo
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      {undo.error ? <ErrorNote error={undo.error} /> : null}
    </section>
  );
}

/** A payer: by whom its claims leave, kind by kind, and what was changed of that. */
export function PayerRoutesThing({ row }: { readonly row: PayerRoutes }): ReactElement {
  const may = useMay('submissions.manage');
  const [changing, setChanging] = useState(false);
  const { payerId, payerName, routes, waiting } = row;
  useCommands([
    {
      id: 'change-route',
      label: 'Change by whom its claims leave',
      group: 'This payer',
      keys: 's',
      run: () => setChanging(true),
      not: may ? undefined : 'Your role may not change routes.',
    },
  ]);
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{payerName}</h1>
          <p>{routes.length === 0 ? 'Has no route of its own' : 'Has a route of its own'}</p>
        </div>
        {may ? (
          <div className="actions">
            <Button onClick={() => setChanging(true)}>
              {routes.length === 0 ? 'Add a route' : 'Change'} <KeyHint keys="s" />
            </Button>
          </div>
        ) : null}
      </header>
      <section className="block" aria-label="Routes by kind of claim">
        <h2>By whom its claims leave</h2>
        <ul className="work-list">
          {kinds.map((kind) => {
            const route = routes.find((one) => one.kind === kind);
            const due = waiting.find((one) => one.kind === kind);
            return (
              <li className="work-item" key={kind}>
                <div>
                  <p>
                    <strong>{kindWords[kind]}</strong>{' '}
                    {route ? (
                      <>
                        {route.clearinghouse}
                        {route.payerNumber === undefined ? null : (
                          <>
                            , as <span className="mono">{route.payerNumber}</span>
                          </>
                        )}
                      </>
                    ) : (
                      <span className="dim">as all others</span>
                    )}
                  </p>
                  {due ? (
                    <p className="small">
                      {plural(due.claims, 'claim')} waiting,{' '}
                      {due.by === undefined ? <Status tone="stop">no way out</Status> : `will leave by ${due.by}`}
                    </p>
                  ) : null}
                  {may ? <TestRoute payerId={payerId} kind={kind} /> : null}
                </div>
              </li>
            );
          })}
        </ul>
      </section>
      <StatusMeanings payerId={payerId} may={may} />
      <RouteHistory payerId={payerId} may={may} />
      {changing ? <RouteDialog row={row} onClose={() => setChanging(false)} /> : null}
    </>
  );
}
