import type { ApiQueries } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAct, useAsk } from '../../app/queries.ts';
import { formatInstant, plural } from '../../ui/format.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { Status } from '../../ui/status.tsx';
import { StatusClaims } from './status-claims.tsx';
import { meaningWords } from './words.ts';

type Said = ApiQueries['revenue/submission/status-meanings']['answer'][number];

interface Props {
  readonly payerId: string;
  readonly may: boolean;
}

/** What a payer says in words of its own, what people made of each, and a way back: taken back, its claims wait again. */
export function StatusMeanings({ payerId, may }: Props): ReactElement | null {
  const { data } = useAsk('revenue/submission/status-meanings', { payerId });
  if (!data || data.length === 0) return null;
  return (
    <section className="block" aria-label="What its statuses mean">
      <h2>What its statuses mean</h2>
      <ul className="work-list">
        {data.map((said) => (
          <li className="work-item" key={said.code}>
            <SaidStatus payerId={payerId} may={may} said={said} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SaidStatus({ payerId, may, said }: Props & { readonly said: Said }): ReactElement {
  const map = useAct('revenue/submission/map-status');
  const [open, setOpen] = useState(false);
  const { code, claims, meaning, history } = said;
  const past = history.slice(1).find((one) => one.meaning !== undefined);
  return (
    <div>
      <p>
        <strong className="mono">{code}</strong> {meaning === undefined ? <Status tone="work">Nobody has said what it means</Status> : null}
        {meaning === undefined ? null : (
          <>
            {meaningWords[meaning.verdict]}. {meaning.says} {meaning.fix}
          </>
        )}
      </p>
      {history[0] === undefined ? null : (
        <p className="dim small">
          {meaning === undefined ? 'Taken back' : 'Said'} {formatInstant(history[0].at)}, {history[0].by}
        </p>
      )}
      <div className="actions">
        <Button size="xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
          {plural(claims, 'claim')}
        </Button>
        {may && meaning !== undefined ? (
          <Button size="xs" variant="subtle" loading={map.busy} onClick={() => void map.run({ payerId, code, meaning: null })}>
            Take it back
          </Button>
        ) : null}
        {may && meaning === undefined && past?.meaning !== undefined ? (
          <Button
            size="xs"
            variant="subtle"
            loading={map.busy}
            onClick={() => void map.run({ payerId, code, meaning: past.meaning ?? null })}
          >
            Let it mean again: {past.meaning.says}
          </Button>
        ) : null}
      </div>
      {map.error ? <ErrorNote error={map.error} /> : null}
      {open ? <StatusClaims payerId={payerId} code={code} /> : null}
    </div>
  );
}
