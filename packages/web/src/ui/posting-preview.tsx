import type { PostedView } from '@claimwright/server/api';
import type { ReactElement } from 'react';
import { plural } from './format.ts';
import { Money } from './money.tsx';

type Field = 'paid' | 'applied' | 'unapplied' | 'providerAdjustments' | 'unexplained' | 'clean' | 'work' | 'parked';
const total = (previews: readonly PostedView[], field: Field): number => previews.reduce((sum, one) => sum + one.totals[field], 0);

/** What posting books, remit by remit added up: where each part of the payment goes. */
export function PostingPreview({ previews }: { readonly previews: readonly PostedView[] }): ReactElement {
  const entries = previews.reduce((sum, one) => sum + one.entries, 0);
  const [clean, work, parked] = [total(previews, 'clean'), total(previews, 'work'), total(previews, 'parked')];
  const rows: readonly { readonly words: string; readonly amount: number }[] = [
    { words: `Applied to accounts receivable: ${plural(clean + work, 'claim')}`, amount: total(previews, 'applied') },
    {
      words: parked > 0 ? `To unapplied cash, until worked: ${plural(parked, 'claim')} parked` : 'To unapplied cash',
      amount: total(previews, 'unapplied'),
    },
    { words: 'Provider adjustments, to their own accounts', amount: -total(previews, 'providerAdjustments') },
  ];
  return (
    <>
      <table className="ledger">
        <tbody>
          {rows.map((row) => (
            <tr key={row.words}>
              <td>{row.words}</td>
              <td className="end">
                <Money amount={row.amount} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>Paid by the payer, to its clearing account</td>
            <td className="end">
              <Money amount={total(previews, 'paid')} strong />
            </td>
          </tr>
          <tr>
            <td>Unexplained</td>
            <td className="end">
              <Money amount={total(previews, 'unexplained')} strong />
            </td>
          </tr>
        </tfoot>
      </table>
      <p className="dim">
        {entries === 0 ? '' : `${plural(entries, 'journal entry', 'journal entries')}.`}
        {work > 0 ? ` ${plural(work, 'claim')} post and leave something to work.` : ''} Denials stay open with the payer; nothing is written
        off because of them. You can undo it.
      </p>
    </>
  );
}
