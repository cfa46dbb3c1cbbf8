import type { Finding } from '@claimwright/core/ground/base';
import type { ReactElement, ReactNode } from 'react';
import { SourceLink, sourceOf } from './source-figure.tsx';
import { Shape, type Tone } from './status.tsx';

const tones: { readonly [severity in Finding['severity']]: Tone } = { error: 'stop', warning: 'work', info: 'wait' };

interface FindingItemProps {
  readonly finding: Finding;
  readonly documentId: string;
  /** Said beside its place. */
  readonly children?: ReactNode;
}

/** What is wrong with a file, why, what to do, and the bytes where it is. */
export function FindingItem({ finding, documentId, children }: FindingItemProps): ReactElement {
  return (
    <li className="work-item">
      <Shape tone={tones[finding.severity]} />
      <div>
        <p className="work-says">{finding.says}</p>
        {finding.because ? <p>{finding.because}</p> : null}
        {finding.fix ? (
          <p>
            <strong>Next:</strong> {finding.fix}
          </p>
        ) : null}
        <p className="small dim">
          <SourceLink source={sourceOf(documentId, finding.bytes)}>{finding.at}</SourceLink>
          {children}
        </p>
      </div>
    </li>
  );
}
