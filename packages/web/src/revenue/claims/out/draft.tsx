import { boxesOfFact, type ClaimToSend, factsOfBox, type PaperForm, paperForm, payerToBill } from '@claimwright/core/revenue/claims';
import type { DraftView, SegmentsView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import type { draftFaces } from '../../../app/addresses.ts';
import { ClaimProposals } from '../../../app/claim-proposals.tsx';
import { useCommands } from '../../../app/commands.tsx';
import { useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import type { Kind } from '../../../app/telling/facts.ts';
import { TellDialog } from '../../../app/telling/tell-dialog.tsx';
import { formatDate, plural } from '../../../ui/format.ts';
import { Money } from '../../../ui/money.tsx';
import { EmptyState, ErrorNote, KeyHint, Skeleton } from '../../../ui/notes.tsx';
import { Status } from '../../../ui/status.tsx';
import { ViewTabs } from '../../../ui/view-tabs.tsx';
import { CorrectAtDraft } from '../person/correct-at.tsx';
import { Namesakes } from '../person/namesakes.tsx';
import { BoxEditor } from './box-editor.tsx';
import { Expected } from './expected.tsx';
import { drawnBoxes, keyOf } from './form-sheet.ts';
import { type BoxFinding, foundAt, toneAt } from './found.ts';
import { FoundList } from './found-list.tsx';
import { History } from './history.tsx';
import { PrintClaimDialog } from './print-claim-dialog.tsx';
import { Sheet } from './sheet.tsx';
import { kindWords, standTone, standWords } from './stand-words.ts';
import { Way } from './way.tsx';
import { Wire } from './wire.tsx';
import { Withdraw } from './withdraw.tsx';
import './out.css';

type Face = (typeof draftFaces)[number];

interface BodyProps {
  readonly draft: DraftView;
  readonly form: PaperForm;
  readonly findings: readonly BoxFinding[];
  readonly wire: SegmentsView | undefined;
  readonly wireError: Error | null;
  readonly not: string | undefined;
  readonly alone: 'form' | 'segments' | undefined;
  onPatient(): void;
}

/** Which segments hold what stands in a box, and which boxes what stands in a segment. */
function useLinks(
  claim: ClaimToSend,
  form: PaperForm,
  wire: SegmentsView | undefined,
  pointed: string | undefined,
  segment: number | undefined,
) {
  return useMemo(() => {
    const elements = new Map<number, Set<string>>();
    const boxes = new Set<string>();
    const facts = wire?.facts ?? [];
    if (segment !== undefined) {
      for (const fact of facts.filter((one) => one.segment === segment))
        for (const { box, line } of boxesOfFact(claim, form.layout, fact.at)) boxes.add(keyOf(box, line));
    } else if (pointed !== undefined) {
      const [box = '', line] = pointed.split('/');
      const own = factsOfBox(claim, form.layout, box, line === undefined ? undefined : Number(line)).map(({ at }) => at);
      for (const fact of facts)
        if (own.some((at) => fact.at === at || fact.at.startsWith(`${at}.`)))
          elements.set(fact.segment, new Set([...(elements.get(fact.segment) ?? []), ...fact.elements]));
    }
    return { elements, boxes };
  }, [claim, form, wire, pointed, segment]);
}

/** The form and its segments side by side: what one points at lights up in the other. */
function Body({ draft, form, findings, wire, wireError, not, alone, onPatient }: BodyProps): ReactElement {
  const { claim } = draft;
  const [page, setPage] = useState(0);
  const [pointed, setPointed] = useState<string | undefined>(undefined);
  const [open, setOpen] = useState<string | undefined>(undefined);
  const [segment, setSegment] = useState<number | undefined>(undefined);
  const [openSegment, setOpenSegment] = useState<number | undefined>(undefined);
  const [telling, setTelling] = useState<Kind | undefined>(undefined);
  const shown = Math.min(page, form.pages.length - 1);
  const boxes = useMemo(() => drawnBoxes(form, shown), [form, shown]);
  const links = useLinks(claim, form, wire, open ?? pointed, segment);
  const goTo = (key: string) => {
    const line = key.split('/')[1];
    if (line !== undefined) setPage(Math.floor(Number(line) / form.layout.lines.most));
    setPointed(key);
    setOpen(key);
  };
  const waiting = findings.filter(({ aside, boxes: at }) => !aside && at.length > 0);
  const next = () => {
    const keys = waiting.flatMap(({ boxes: [first] }) => (first === undefined ? [] : [first]));
    const key = keys[(keys.indexOf(pointed ?? '') + 1) % keys.length];
    if (key !== undefined) goTo(key);
  };
  useCommands([
    {
      ...{ id: 'next-finding', label: 'Next finding at its box', group: 'This claim', keys: 'n', run: next },
      not: waiting.length > 0 ? undefined : 'Nothing is found at a box.',
    },
    {
      ...{ id: 'edit-box', label: 'Open the box', group: 'This claim', keys: 'e', run: () => setOpen(pointed ?? boxes[0]?.key) },
      not: boxes.length > 0 ? undefined : 'There is no box.',
    },
  ]);
  return (
    <div className="out-body" data-alone={alone}>
      <div className="out-form">
        <FoundList findings={findings} onGo={goTo} onTell={not === undefined ? setTelling : undefined} />
        {telling ? <TellDialog draftId={draft.id} kind={telling} onClose={() => setTelling(undefined)} /> : null}
        {form.pages.length > 1 ? (
          <div className="block-head">
            <ViewTabs
              label="Sheets"
              chosen={`${shown}`}
              onChoose={(id) => setPage(Number(id))}
              views={form.pages.map((_, i) => ({ id: `${i}`, label: `Sheet ${i + 1} of ${form.pages.length}` }))}
            />
          </div>
        ) : null}
        <div className="sheet-room">
          <Sheet
            form={form}
            boxes={boxes}
            page={shown}
            current={pointed}
            open={open}
            lit={links.boxes}
            toneOf={(key) => toneAt(findings, key)}
            onPoint={(key) => {
              setSegment(undefined);
              setPointed(key);
            }}
            onOpen={setOpen}
            editor={(drawn) => (
              <BoxEditor
                draftId={draft.id}
                version={draft.version}
                claim={claim}
                layout={form.layout}
                drawn={drawn}
                findings={findings.filter(({ boxes: at }) => at.includes(drawn.key))}
                not={not}
                onDone={() => setOpen(undefined)}
                onPatient={onPatient}
              />
            )}
          />
        </div>
      </div>
      <section className="out-wire" aria-label="Segments">
        <h2>Segments</h2>
        {wireError ? <ErrorNote error={wireError} /> : null}
        {wire ? (
          <Wire
            view={wire}
            lit={segment === undefined ? links.elements : new Map()}
            open={openSegment}
            sent={draft.status !== 'drafted' && draft.status !== 'withdrawn'}
            onPoint={setSegment}
            onOpen={setOpenSegment}
          />
        ) : wireError ? null : (
          <Skeleton lines={12} />
        )}
      </section>
    </div>
  );
}

function Head({
  draft,
  form,
  onPrint,
  onPatient,
}: {
  readonly draft: DraftView;
  readonly form: PaperForm | undefined;
  onPrint(): void;
  onPatient?: (() => void) | undefined;
}): ReactElement {
  const { claim, status } = draft;
  const [first] = claim.lines;
  const mayBooks = useMay('claims.read');
  return (
    <header className="thing-head">
      <div className="thing-title">
        <h1>{[claim.patient.last, claim.patient.first].filter((part) => part !== '').join(', ')}</h1>
        <p className="dim">
          <span className="mono">{claim.patientControlNumber}</span>
          {/* What is asked beforehand has no day yet. */}
          {[formatDate(first?.servedOn ?? claim.stay?.from), payerToBill(claim)?.payerName]
            .filter((said) => said !== undefined && said !== '')
            .map((said) => ` · ${said}`)}
        </p>
        <div className="badges">
          <Status tone={standTone(status)}>{standWords[status]}</Status>
          <Status tone="quiet">{kindWords(claim)}</Status>
          {draft.claimId !== undefined && mayBooks ? (
            <Link className="small" to="/claims" search={{ claim: draft.claimId }}>
              In the books
            </Link>
          ) : null}
        </div>
      </div>
      <div className="thing-sums">
        <div className="thing-sum">
          <span className="dim">{plural(claim.lines.length, 'line')}, billed</span>
          <Money amount={claim.billed} strong />
        </div>
        {draft.patientOwes === undefined ? null : (
          <div className="thing-sum">
            <span className="dim">Patient owes beside</span>
            <Money amount={draft.patientOwes} strong />
          </div>
        )}
      </div>
      <div className="actions">
        {form ? (
          <Button size="xs" variant="default" onClick={onPrint}>
            Print <KeyHint keys="p" />
          </Button>
        ) : null}
        {onPatient ? (
          <Button size="xs" variant="default" onClick={onPatient}>
            Correct the patient…
          </Button>
        ) : null}
        <Withdraw draft={draft} />
      </div>
    </header>
  );
}

interface OutgoingProps {
  readonly draftId: string;
  readonly face: Face;
  onFace(face: Face): void;
}

/** A claim that goes out, or went: as the form that billers know and as its segments, with its versions and the way that it has come. */
export function Outgoing({ draftId, face, onFace }: OutgoingProps): ReactElement {
  const draft = useAsk('revenue/claims/draft', { draftId }, { keep: true });
  const found = useAsk('revenue/scrub/findings', { draftId });
  const wire = useAsk('revenue/submission/segments', { draftId });
  const [printing, setPrinting] = useState(false);
  const [correcting, setCorrecting] = useState(false);
  const may = useMay('claims.prepare');
  const mayWay = useMay('submissions.read');
  const claim = draft.data?.claim;
  const form = useMemo(() => (claim ? paperForm(claim) : undefined), [claim]);
  const findings = useMemo(() => (claim && form ? foundAt(claim, form, found.data) : []), [claim, form, found.data]);
  useCommands([
    {
      ...{ id: 'print', label: 'Print this claim on paper', group: 'This claim', keys: 'p', run: () => setPrinting(true) },
      not: form ? undefined : 'It has no paper form.',
    },
  ]);
  if (draft.error) return <ErrorNote error={draft.error} retry={() => void draft.refetch()} />;
  if (!draft.data || !claim) return <Skeleton lines={14} />;
  const data = draft.data;
  const not = !may
    ? 'Your role may not change claims.'
    : data.status !== 'drafted'
      ? 'What was approved is what is sent: it is changed no more.'
      : undefined;
  const faces: { readonly id: Face; readonly label: string; readonly count?: number }[] = [
    { id: 'form', label: form?.layout.name ?? 'Form' },
    { id: 'segments', label: 'Segments' },
    { id: 'expected', label: 'Expected' },
    { id: 'versions', label: 'Versions', count: data.versions.length },
    ...(mayWay ? ([{ id: 'way', label: 'Way' }] as const) : []),
  ];
  return (
    <>
      <Head
        {...{ draft: data, form }}
        onPrint={() => setPrinting(true)}
        onPatient={not === undefined ? () => setCorrecting(true) : undefined}
      />
      {correcting ? <CorrectAtDraft draft={data} onClose={() => setCorrecting(false)} /> : null}
      <div className="pane-tools">
        <ViewTabs<Face> label="What of this claim" chosen={face} onChoose={onFace} views={faces} />
      </div>
      {face === 'expected' ? <Expected claim={claim} /> : null}
      {face === 'versions' ? <History draft={data} may={may} /> : null}
      {face === 'way' && mayWay ? <Way draftId={draftId} claim={claim} /> : null}
      {face === 'form' ? <Namesakes of={{ draftId }} /> : null}
      {face === 'form' ? <ClaimProposals draftId={draftId} /> : null}
      {(face === 'form' || face === 'segments') && form ? (
        <Body
          key={draftId}
          draft={data}
          form={form}
          findings={findings}
          wire={wire.data}
          wireError={wire.error}
          not={not}
          alone={face === 'segments' ? 'segments' : undefined}
          onPatient={() => setCorrecting(true)}
        />
      ) : null}
      {(face === 'form' || face === 'segments') && !form ? (
        <EmptyState title="This claim has no paper form">
          It names nobody of its coverages as the payer, or an institutional claim says nothing of its stay.
        </EmptyState>
      ) : null}
      {form ? (
        <PrintClaimDialog
          draftId={draftId}
          formName={form.layout.name}
          sheets={form.pages.length}
          lost={form.findings}
          opened={printing}
          onClose={() => setPrinting(false)}
        />
      ) : null}
    </>
  );
}
