import type { FormName } from '@claimwright/core/revenue/claims';
import type { ReactElement } from 'react';
import { ask } from '../../../app/api.ts';
import { openPdf } from '../../../app/printing/open-pdf.ts';
import { bytesOf, PrintDialog } from '../../../app/printing/print-dialog.tsx';
import { plural } from '../../../ui/format.ts';

interface PrintClaimDialogProps {
  readonly draftId: string;
  readonly formName: FormName;
  readonly sheets: number;
  readonly lost: readonly { readonly at: string; readonly says: string }[];
  readonly opened: boolean;
  onClose(): void;
}

/** One claim onto forms of the practice's own. */
export const PrintClaimDialog = ({ draftId, formName, sheets, lost, opened, onClose }: PrintClaimDialogProps): ReactElement => (
  <PrintDialog
    {...{ formName, opened, onClose }}
    title={`Print on ${formName}`}
    print={async (alignment) => {
      const { pdf } = await ask('revenue/claims/paper', { draftId, ...alignment }, 'payment');
      openPdf(bytesOf(pdf));
      onClose();
    }}
  >
    <p>
      Lay {plural(sheets, 'form')} of your own into the printer. The PDF holds the words and figures alone; print it at its own size, not
      fitted to the page.
    </p>
    {lost.length === 0 ? null : (
      <ul className="plain-list small">
        {lost.map(({ at, says }) => (
          <li key={`${at} ${says}`}>
            {at}: {says}
          </li>
        ))}
      </ul>
    )}
  </PrintDialog>
);
