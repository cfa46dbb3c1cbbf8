import type { ReactElement } from 'react';
import { useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { Shape } from '../../../ui/status.tsx';
import { alertWords } from './words.ts';

const useAlerts = () => {
  const may = useMay('models.read');
  return useAsk('ground/governance/models/models', {}, { enabled: may }).data?.alerts ?? [];
};

/** On the rail: how many agreements of models in use are over, or will be within 30 days. */
export function AgreementCount({ id }: { readonly id: string }): ReactElement | null {
  const alerts = useAlerts();
  if (alerts.length === 0) return null;
  return (
    <>
      <span className="rail-count" aria-hidden="true">
        {alerts.length}
      </span>
      <span id={id} hidden>
        {alerts.map(alertWords).join(' ')}
      </span>
    </>
  );
}

/** The same in words, at the head of the screen. */
export function AgreementAlerts(): ReactElement | null {
  const alerts = useAlerts();
  if (alerts.length === 0) return null;
  return (
    <ul className="plain-list models-alerts" aria-label="Agreements to look at">
      {alerts.map((alert) => (
        <li key={alert.modelId} className="note" data-tone={alert.kind === 'expiring' ? 'work' : 'stop'}>
          <Shape tone={alert.kind === 'expiring' ? 'work' : 'stop'} />
          <div>
            <p className="note-says">{alertWords(alert)}</p>
            <p className="note-fix">File the new agreement under Vendors and agreements, or switch the model off.</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
