import { Button, Modal } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';
import { ask } from '../../app/api.ts';
import { useAct, useAsk } from '../../app/queries.ts';
import { useMay, useMe } from '../../app/session.ts';
import { Facts } from '../../ui/facts.tsx';
import { formatDate, formatInstant, sentence } from '../../ui/format.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Status } from '../../ui/status.tsx';
import { AgreementPart, type Draft, draftOf, inputOf, NamePart, Names, Times, Where } from './clearinghouse-form.tsx';
import type { ClearinghouseView } from './pages.ts';

const kindWords: { readonly [kind: string]: string } = {
  folder: 'A folder',
  sftp: 'SFTP',
  api: 'JSON API',
  paper: 'Mail: the practice prints the forms',
};
const agreementWords = { baa: 'Business associate agreement', 'trading-partner': 'Trading partner agreement' } as const;

/** Whether claims may leave by it, in a word. */
export const sends = (row: ClearinghouseView): ReactElement =>
  row.why ? <Status tone="stop">{row.stoppedAt ? 'Stopped' : 'Sends nothing'}</Status> : <Status tone="good">Sends</Status>;

interface DialogProps {
  readonly row: ClearinghouseView | undefined;
  onClose(clearinghouseId?: string): void;
}

/** Where claims go out: how it is reached, under which names and agreement, and when it answers. */
export function ClearinghouseDialog({ row, onClose }: DialogProps): ReactElement {
  const save = useAct('revenue/submission/set-clearinghouse');
  const roots = useAsk('ground/intake/sources', {}).data?.roots ?? [];
  const [typed, setTyped] = useState<Partial<Draft>>({});
  const { practice } = useMe();
  const draft = { ...draftOf(row, roots[0] ?? '', practice.name), ...typed };
  const own = { draft, set: (part: Partial<Draft>) => setTyped({ ...typed, ...part }) };
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await save.run(inputOf(draft, row));
    if (done) onClose(done.clearinghouseId);
  };
  return (
    <Modal
      opened
      onClose={() => onClose()}
      size="xl"
      title={row ? `Change ${row.name}` : 'Set up a clearinghouse'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className="dialog" onSubmit={(event) => void onSubmit(event)}>
        <NamePart {...own} />
        <Where {...own} kept={row?.hasSecret ?? false} roots={roots} />
        <Names {...own} />
        {draft.kind === 'paper' ? null : <AgreementPart {...own} />}
        <Times {...own} />
        {save.error ? <ErrorNote error={save.error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={() => onClose()}>
            Cancel
          </Button>
          <Button type="submit" loading={save.busy}>
            Save
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Opens the way and tells what is there. */
function TestConnection({ id }: { readonly id: string }): ReactElement {
  const [state, setState] = useState<{
    readonly busy?: boolean;
    readonly says?: string;
    readonly works?: boolean;
    readonly error?: unknown;
  }>({});
  const run = async () => {
    setState({ busy: true });
    try {
      const { works, says, fix, answers } = await ask('revenue/submission/try-clearinghouse', { clearinghouseId: id }, 'operations');
      setState({ works, says: `${says}${fix ? ` ${fix}` : ''}${answers ? ` ${answers} lie there.` : ''}` });
    } catch (error) {
      setState({ error });
    }
  };
  return (
    <section className="block" aria-label="Connection">
      <Button variant="default" loading={state.busy ?? false} onClick={() => void run()}>
        Test the connection
      </Button>
      {state.says === undefined ? null : (
        <p role="status">
          <Status tone={state.works ? 'good' : 'stop'}>{state.works ? 'Works' : 'Does not work'}</Status> {state.says}
        </p>
      )}
      {state.error === undefined ? null : <ErrorNote error={state.error} />}
    </section>
  );
}

function StopOrResume({ row }: { readonly row: ClearinghouseView }): ReactElement {
  const [asking, setAsking] = useState(false);
  const stopped = row.stoppedAt !== undefined;
  const stop = useAct('revenue/submission/stop-sending');
  const resume = useAct('revenue/submission/resume-sending');
  const doing = stopped ? resume : stop;
  const run = async (because: string) => {
    if (await doing.run({ clearinghouseId: row.id, because })) setAsking(false);
  };
  const verb = stopped ? 'Resume sending' : 'Stop sending';
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {verb}
      </Button>
      <ReasonDialog
        title={`${verb} by ${row.name}`}
        opened={asking}
        verb={verb}
        reason=""
        busy={doing.busy}
        error={doing.error ?? undefined}
        onClose={() => setAsking(false)}
        onDone={(because) => void run(because)}
      >
        <p>{stopped ? 'Batches leave by it again.' : 'Nothing leaves by it until it is resumed. Answers are fetched all the same.'}</p>
      </ReasonDialog>
    </>
  );
}

/** A clearinghouse: whether claims may leave by it, and all that is set up. */
export function Clearinghouse({ row }: { readonly row: ClearinghouseView }): ReactElement {
  const may = useMay('submissions.manage');
  const [changing, setChanging] = useState(false);
  const routed = (useAsk('revenue/submission/routes', {}).data ?? []).filter(({ routes }) =>
    routes.some(({ clearinghouseId }) => clearinghouseId === row.id),
  );
  const taken = [...routed.map(({ payerName }) => payerName), ...(row.others ? ['all payers without a route of their own'] : [])];
  const { agreement, usual } = row;
  // What is mailed is signed by nobody, and no file answers it.
  const mailed = row.kind === 'paper';
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{row.name}</h1>
          <div className="badges">
            {sends(row)} {row.test ? <Status tone="wait">Test files only</Status> : null}
          </div>
        </div>
        {may ? (
          <div className="actions">
            <Button onClick={() => setChanging(true)}>Change</Button> <StopOrResume row={row} />
          </div>
        ) : null}
      </header>
      {row.why ? (
        <div className="block">
          <p>
            {row.why.because} <strong>Next:</strong> {row.why.fix}
          </p>
        </div>
      ) : null}
      <div className="block">
        <Facts
          facts={[
            {
              name: 'Agreement',
              value: mailed
                ? undefined
                : agreement
                  ? `${agreementWords[agreement.kind]}, signed ${formatDate(agreement.signedOn)}${agreement.endsOn ? `, until ${formatDate(agreement.endsOn)}` : ''}`
                  : 'None on file',
            },
            { name: 'Stopped', value: row.stoppedAt ? `${formatInstant(row.stoppedAt)}: ${row.stoppedBecause ?? ''}` : undefined },
            { name: 'Reached by', value: kindWords[row.kind] },
            { name: 'At', value: row.url ?? row.host },
            { name: 'Claims go to', value: row.path },
            { name: 'Answers come from', value: row.answersPath },
            { name: 'Sender', value: mailed ? row.senderName : `${row.senderName} (${row.senderId})` },
            { name: 'Receiver', value: mailed ? undefined : `${row.receiverName} (${row.receiverId})` },
            { name: 'Signs answers as', value: row.answerIds.length === 0 ? undefined : [row.receiverId, ...row.answerIds].join(', ') },
            {
              name: 'Late after',
              value: `${mailed ? '' : `${usual.received} h the file, ${usual.clearinghouse} h the clearinghouse, `}${usual.payer} h the payer`,
            },
            { name: 'Batches made ready', value: row.nightlyAt ? `Each night at ${row.nightlyAt}` : 'By hand' },
            {
              name: 'Payers',
              value: (
                <>
                  {taken.length === 0 ? 'None' : sentence(taken.join(', '))}{' '}
                  <Link to="/send" search={{ view: 'routes' }}>
                    Routes
                  </Link>
                </>
              ),
            },
          ]}
        />
      </div>
      {may && !mailed ? <TestConnection id={row.id} /> : null}
      {changing ? <ClearinghouseDialog row={row} onClose={() => setChanging(false)} /> : null}
    </>
  );
}
