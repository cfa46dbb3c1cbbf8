import type { RemitView } from '@claimwright/server/api';
import { Progress } from '@mantine/core';
import type { ReactElement } from 'react';
import { type Progress as HowFar, useProgress } from '../../app/progress.ts';
import { formatInstant } from '../../ui/format.ts';

const count = (claims: number): string => claims.toLocaleString('en-US');

/** How far planning or posting is, in a sentence. */
export const progressSaid = ({ step, done, of }: HowFar): string =>
  `${step === 'posted' ? 'Posted' : 'Planned'}: ${count(done)} of ${count(of)} claims.`;

/** How far the work on a remit of very many claims is, live; nothing where none is told of. */
export function RemitProgress({ remitId }: { readonly remitId: string | undefined }): ReactElement | null {
  const progress = useProgress(remitId);
  if (progress === undefined) return null;
  return (
    <div role="status">
      <Progress value={(progress.done / Math.max(1, progress.of)) * 100} aria-label="How far it is" />
      <p>{progressSaid(progress)}</p>
    </div>
  );
}

/** Of a remit of very many claims: that it is being planned, or when it was. */
export function LargeRemitNote({ remit }: { readonly remit: RemitView }): ReactElement | null {
  const progress = useProgress(remit.id);
  if (progress === undefined && remit.plannedAt === undefined && remit.planning !== true) return null;
  return (
    <div className="block">
      <RemitProgress remitId={remit.id} />
      {remit.planning && progress === undefined ? <p role="status">What posting it would do is being worked out.</p> : null}
      {remit.planning ? (
        <p className="dim small">Its claims can be looked at meanwhile; how many are clean is known when all of them are planned.</p>
      ) : remit.plannedAt === undefined ? null : (
        <p className="dim small">
          It has {count(remit.claims)} claims, and was planned as a whole at {formatInstant(remit.plannedAt)}. Posting plans it anew.
        </p>
      )}
    </div>
  );
}
