import type { Finding } from '@claimwright/core/ground/base';
import type { ReactElement } from 'react';
import { Shape, type Tone } from '../../../ui/status.tsx';

const tones: { readonly [severity in Finding['severity']]: Tone } = { error: 'stop', warning: 'work', info: 'wait' };

/** What was found in a question and its answer. */
export function CallFindings({ findings }: { readonly findings: readonly Finding[] }): ReactElement {
  if (findings.length === 0) return <p className="dim">Nothing was found in what was sent or in what came back.</p>;
  return (
    <ul className="plain-list" aria-label="Findings">
      {findings.map((finding, at) => (
        <li key={`${finding.code} ${String(at)}`} className="work-item">
          <Shape tone={tones[finding.severity]} />
          <div>
            <p className="work-says">{finding.says}</p>
            {finding.because ? <p>{finding.because}</p> : null}
            {finding.fix ? (
              <p>
                <strong>Next:</strong> {finding.fix}
              </p>
            ) : null}
            <p className="small dim">{finding.at}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
