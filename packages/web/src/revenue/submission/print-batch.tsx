import type { BatchPaperView, BatchReport } from '@claimwright/server/api';
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactElement, useState } from 'react';
import { ask } from '../../app/api.ts';
import { openPdf } from '../../app/printing/open-pdf.ts';
import { bytesOf, PrintDialog } from '../../app/printing/print-dialog.tsx';
import { plural } from '../../ui/format.ts';

const forms = { professional: 'CMS-1500', dental: 'ADA 2024', institutional: 'UB-04' } as const;

interface PrintBatchProps {
  readonly batch: BatchReport['batch'];
  readonly opened: boolean;
  onClose(): void;
}

type Named = BatchPaperView['notPrinted'][number];
/** So many of the claims of which the same is said are named. */
const named = 6;

/** What has no room on the forms, or was not printed, and of which claims: of all of a practice it is often the same. */
function Lost({ findings, notPrinted }: BatchPaperView): ReactElement | null {
  const told = new Map<string, Named[]>();
  for (const one of [...notPrinted, ...findings.map(({ at, says, ...claim }) => ({ ...claim, says: `${at}: ${says}` }))])
    told.set(one.says, [...(told.get(one.says) ?? []), one]);
  if (told.size === 0) return null;
  return (
    <ul className="plain-list small">
      {[...told].map(([says, claims]) => (
        <li key={says}>
          {says}{' '}
          <span className="dim">
            {claims.slice(0, named).map(({ draftId, patientControlNumber }, i) => (
              <Fragment key={draftId}>
                {i === 0 ? '' : ', '}
                <Link className="mono" to="/claims" search={{ view: 'out', draft: draftId }}>
                  {patientControlNumber}
                </Link>
              </Fragment>
            ))}
            {claims.length > named ? ` and ${claims.length - named} more` : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The claims of a batch by mail, one after another in one file: as many at once as a person lays into a printer. */
export function PrintBatch({ batch, opened, onClose }: PrintBatchProps): ReactElement {
  const [last, setLast] = useState<BatchPaperView | undefined>(undefined);
  const formName = forms[batch.kind];
  const from = last?.next ?? 0;
  return (
    <PrintDialog
      {...{ formName, opened, onClose }}
      title={`Print ${plural(batch.claims, 'claim')} on ${formName}`}
      verb={last === undefined ? 'Open the PDF' : last.next === undefined ? 'Open it again' : 'Open the next ones'}
      print={async (alignment) => {
        const paper = await ask('revenue/submission/batch-paper', { batchId: batch.id, from, ...alignment }, 'payment');
        if (paper.pdf !== '') openPdf(bytesOf(paper.pdf), 'claims.pdf');
        setLast(paper);
      }}
    >
      {last === undefined ? (
        <p>
          Lay forms of your own into the printer. The PDF holds the words and figures alone, claim after claim; print it at its own size,
          not fitted to the page.
        </p>
      ) : (
        <p role="status">
          {plural(last.printed.length, 'claim')} on {plural(last.sheets, 'form')}
          {last.next === undefined ? '.' : `; ${last.claims - last.next} more follow.`}
        </p>
      )}
      {last === undefined ? null : <Lost {...last} />}
    </PrintDialog>
  );
}
