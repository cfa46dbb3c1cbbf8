import { Button, CloseButton, Progress } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { Link } from '@tanstack/react-router';
import { createContext, type ReactElement, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { formatCount, plural } from '../ui/format.ts';
import { Shape, type Tone } from '../ui/status.tsx';
import { RefusedError, upload } from './api.ts';
import { Icon } from './icons.tsx';
import { useAsk } from './queries.ts';
import { useMay } from './session.ts';

interface Sent {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  readonly part: number;
  readonly documentId?: string;
  readonly repeated?: boolean;
  readonly refused?: { readonly says: string; readonly because?: string | undefined; readonly fix?: string | undefined };
}

/** A screen that takes dropped files itself: what it asks for, and what it does with them. */
interface Taker {
  readonly title: string;
  readonly which: string;
  take(files: readonly File[]): void;
}

interface Uploading {
  pick(): void;
  readonly may: boolean;
  setTaker(taker: Taker | undefined): void;
}

const UploadsContext = createContext<Uploading>({ pick: () => undefined, may: false, setTaker: () => undefined });

/** Opens the file chooser; the same door as dropping files onto the page. */
export const useUploads = () => useContext(UploadsContext);

/** While a screen is shown, files that are dropped go to it. */
export function useDrops(taker: Taker | undefined): void {
  const { setTaker } = useUploads();
  useEffect(() => {
    setTaker(taker);
    return () => setTaker(undefined);
  }, [setTaker, taker]);
}

function Line({ tone, name, children }: { readonly tone: Tone; readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <li className="sent">
      <Shape tone={tone} />
      <div>
        <p className="sent-name">{name}</p>
        {children}
      </div>
    </li>
  );
}

function Received({ sent }: { readonly sent: Sent }): ReactElement {
  const { data } = useAsk('ground/intake/document', { documentId: sent.documentId ?? '' });
  if (!data || data.state === 'reading') {
    const so = data ? [data.remits, data.claims, data.deposits].reduce((a, b) => a + b, 0) : 0;
    return (
      <Line tone="wait" name={sent.name}>
        <p>{so > 0 ? `Reading: ${formatCount(so)} found so far. You may leave it running.` : 'Arrived. Reading it.'}</p>
        <Progress value={100} animated size={4} aria-label={`Reading ${sent.name}`} />
      </Line>
    );
  }
  const open = (
    <Link to="/documents" search={{ document: data.id }}>
      Show what was found
    </Link>
  );
  if (data.state === 'refused') {
    const first = data.findings.find(({ severity }) => severity === 'error');
    return (
      <Line tone="stop" name={sent.name}>
        <p>
          Refused: {first?.says ?? 'it cannot be read.'} {first?.fix ?? ''}
        </p>
        {open}
      </Line>
    );
  }
  const found = [
    data.remits ? plural(data.remits, 'remit') : '',
    data.claims ? plural(data.claims, 'claim') : '',
    data.deposits ? plural(data.deposits, 'deposit') : '',
  ]
    .filter(Boolean)
    .join(', ');
  const again = data.findings.find(({ code }) => code === 'intake.destroyed-before');
  const known = sent.repeated || (data.repeated > 0 && data.repeated >= data.remits + data.deposits);
  return (
    <Line tone={data.errors > 0 ? 'work' : known ? 'quiet' : 'good'} name={sent.name}>
      <p>
        {sent.repeated ? 'Here already: the very same bytes. Nothing new was kept.' : `Read: ${found || 'nothing to post'}.`}
        {!sent.repeated && data.repeated > 0 ? ` ${plural(data.repeated, 'of them was', 'of them were')} here already.` : ''}
        {again ? ` ${again.says} It is kept anew.` : ''}
        {data.errors + data.warnings > 0 ? ` ${plural(data.errors + data.warnings, 'finding')}.` : ''}
      </p>
      {open}
    </Line>
  );
}

function SentLine({ sent }: { readonly sent: Sent }): ReactElement {
  if (sent.refused) {
    return (
      <Line tone="stop" name={sent.name}>
        <p>{sent.refused.says}</p>
        {sent.refused.because ? <p>{sent.refused.because}</p> : null}
        {sent.refused.fix ? <p>{sent.refused.fix}</p> : null}
      </Line>
    );
  }
  if (sent.documentId) return <Received sent={sent} />;
  return (
    <Line tone="wait" name={sent.name}>
      <p>Sending, {Math.round(sent.part * 100)} %</p>
      <Progress value={sent.part * 100} size={4} aria-label={`Sending ${sent.name}`} />
    </Line>
  );
}

function useSending() {
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const next = useRef(1);
  const change = useCallback(
    (id: number, patch: Partial<Sent>) => setSent((now) => now.map((one) => (one.id === id ? { ...one, ...patch } : one))),
    [],
  );
  const send = useCallback(
    async (files: readonly File[]) => {
      const queue = files.map((file) => ({ id: next.current++, file }));
      setSent((now) => [...queue.map(({ id, file }) => ({ id, name: file.name, size: file.size, part: 0 })), ...now]);
      for (const { id, file } of queue) {
        try {
          const answer = await upload(file, (part) => change(id, { part }));
          if ('documentId' in answer) change(id, { part: 1, documentId: answer.documentId, repeated: answer.repeated });
          else change(id, { refused: answer });
        } catch (error) {
          change(id, { refused: error instanceof RefusedError ? error : { says: 'It could not be sent.', fix: 'Try again.' } });
        }
      }
    },
    [change],
  );
  return { sent, send, clear: () => setSent([]) };
}

/** Files may be dropped anywhere on the page; what became of each stands in the corner. */
export function Uploads({ children }: { readonly children: ReactNode }): ReactElement {
  const may = useMay('documents.add');
  const { sent, send, clear } = useSending();
  const choose = useRef<() => void>(null);
  const [taker, setTaker] = useState<Taker>();
  const door = useMemo(() => ({ pick: () => choose.current?.(), may, setTaker }), [may]);
  return (
    <UploadsContext.Provider value={door}>
      {children}
      {may ? (
        <>
          <Dropzone
            onDrop={(files) => void send(files)}
            openRef={choose}
            multiple
            className="hidden-drop"
            useFsAccessApi={false}
            inputProps={{ 'aria-label': 'Files to read' }}
          >
            <span />
          </Dropzone>
          <Dropzone.FullScreen active withinPortal={false} onDrop={(files) => (taker ? taker.take(files) : void send(files))} multiple>
            <div className="drop-here">
              <Icon name="drop" />
              <p>{taker?.title ?? "Drop the payer's or the bank's files"}</p>
              <span>{taker?.which ?? '835, 837, BAI2, OFX, CSV or NACHA; each is kept as it came'}</span>
            </div>
          </Dropzone.FullScreen>
        </>
      ) : null}
      {sent.length > 0 ? (
        <section className="uploads" aria-label="Files" aria-live="polite">
          <header>
            <h2>Files</h2>
            <CloseButton size="sm" aria-label="Close the list of files" onClick={clear} />
          </header>
          <ul>
            {sent.map((one) => (
              <SentLine key={one.id} sent={one} />
            ))}
          </ul>
        </section>
      ) : null}
    </UploadsContext.Provider>
  );
}

export function AddFiles(): ReactElement | null {
  const { pick, may } = useUploads();
  if (!may) return null;
  return (
    <Button variant="light" onClick={pick}>
      Add files
    </Button>
  );
}
