import type { RecordRow, VerifyView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { ask } from '../../app/api.ts';
import { useCommands } from '../../app/commands.tsx';
import { useMay } from '../../app/session.ts';
import { formatCount, plural } from '../../ui/format.ts';
import { ErrorNote, KeyHint } from '../../ui/notes.tsx';
import { Shape } from '../../ui/status.tsx';
import { type Checked, checkChain } from './check-chain.ts';

const chainNames = { acts: 'Acts', reads: 'Reads' } as const;

function Result({ view, own }: { readonly view: VerifyView; readonly own: Checked | undefined }): ReactElement {
  const ok = view.ok && own?.brokenAt === undefined;
  return (
    <div className="note" data-tone={ok ? 'good' : 'stop'} role="status">
      <Shape tone={ok ? 'good' : 'stop'} />
      <div>
        <p className="note-says">{ok ? 'The record is whole.' : 'The record is broken.'}</p>
        <ul className="verify-list">
          {view.chains.map((chain) => (
            <li key={chain.chain}>
              {chainNames[chain.chain]}: {plural(chain.entries, 'entry', 'entries')} hashed anew,{' '}
              {chain.says ? `${chain.says}.` : 'every one follows the one before it.'}
              <span className="hash dim"> head {chain.head.slice(0, 16)}</span>
            </li>
          ))}
          <li>
            Ledger: {plural(view.digests.checked, 'digest')} compared with the rows that they stand for,{' '}
            {view.digests.broken.length === 0
              ? 'all agree.'
              : `${formatCount(view.digests.broken.length)} do not: ${view.digests.broken.slice(0, 3).join(', ')}.`}
          </li>
          <li>
            {own === undefined
              ? 'This browser cannot hash here (it needs https or localhost), so only the server has checked.'
              : own.brokenAt === undefined
                ? `This browser hashed the ${plural(own.checked, 'entry', 'entries')} in the list by itself and agrees.`
                : `This browser hashed the list by itself, and entry ${own.brokenAt} is not what its hash says.`}
          </li>
          <li>
            {plural(view.checkpoints.made, 'checkpoint')} signed here, {formatCount(view.checkpoints.witnessed)} of them in the second place
            {view.checkpoints.place ? ` (${view.checkpoints.place})` : ''}; they reach to entry {formatCount(view.checkpoints.acts)} of the
            acts and {formatCount(view.checkpoints.reads)} of the reads.{' '}
            {view.checkpoints.broken.length === 0 ? 'Both places agree.' : `${view.checkpoints.broken.slice(0, 3).join('; ')}.`}
          </li>
        </ul>
        {view.checkpoints.unknownKeys.length > 0 ? (
          <p>
            Some were signed with a key that this installation does not know (
            {view.checkpoints.unknownKeys.map((key) => key.slice(0, 16)).join(', ')}…): that of the one it was restored from? Compare it
            with what you wrote down.
          </p>
        ) : null}
        <p className="dim">
          {view.checkpoints.key ? `Signed with the key ${view.checkpoints.key.slice(0, 32)}…. ` : ''}Took {formatCount(view.milliseconds)}{' '}
          ms. An export holds all that is needed to verify it without Claimwright.
        </p>
      </div>
    </div>
  );
}

/** Verify: the server walks both chains, and the browser checks by itself what it shows. */
export function Verify({ rows }: { readonly rows: readonly RecordRow[] }): ReactElement | null {
  const may = useMay('record.verify');
  const client = useQueryClient();
  const [state, setState] = useState<{ busy: boolean; view?: VerifyView; own?: Checked; error?: unknown }>({ busy: false });
  const verify = async () => {
    setState({ busy: true });
    try {
      const own = globalThis.crypto?.subtle ? await checkChain(rows) : undefined;
      const view = await ask('gate/verify', {}, 'audit');
      setState({ busy: false, view, ...(own ? { own } : {}) });
      void client.invalidateQueries({ queryKey: ['gate/record'] });
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  useCommands([
    {
      id: 'verify',
      label: 'Verify the record',
      group: 'Record',
      keys: 'a',
      run: () => void verify(),
      not: may ? undefined : 'Your role may not verify the record.',
    },
  ]);
  if (!may) return null;
  return (
    <div className="block">
      <Button loading={state.busy} onClick={() => void verify()} mb={state.view || state.error ? 8 : 0}>
        Verify <KeyHint keys="a" />
      </Button>
      {state.error ? <ErrorNote error={state.error} /> : null}
      {state.view ? <Result view={state.view} own={state.own} /> : null}
    </div>
  );
}
