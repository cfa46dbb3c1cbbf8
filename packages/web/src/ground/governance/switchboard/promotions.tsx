import type { AlertView, PromotionView, SwitchboardView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAct } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { formatCount, formatInstant, formatMoney } from '../../../ui/format.ts';
import { MachineSign } from '../../../ui/machine-mark.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { Status } from '../../../ui/status.tsx';
import { alertWords, levelWords, percent } from './words.ts';

const nameOf = (board: SwitchboardView, workflow: string, payerId: string | undefined): string =>
  [board.workflows.find((one) => one.workflow === workflow)?.name ?? workflow, board.payers.find(({ id }) => id === payerId)?.name]
    .filter(Boolean)
    .join(': ');

/** The population's shift is an index, all else a share. */
const measured = ({ sign }: AlertView, value: number): string =>
  sign === 'population' ? String(Math.round(value * 100) / 100) : percent(value);

/** Steps up that the evidence would carry, and what the watch over the machines noticed. */
export function Promotions({ board }: { readonly board: SwitchboardView }): ReactElement | null {
  const may = useMay('autonomy.set');
  const decide = useAct('ground/governance/decide-promotion');
  const [asked, setAsked] = useState<{ promotion: PromotionView; approve: boolean } | undefined>(undefined);
  const close = () => {
    decide.clear();
    setAsked(undefined);
  };
  if (board.promotions.length === 0 && board.alerts.length === 0) return null;
  return (
    <div className="block notices">
      {board.promotions.map((promotion) => (
        <div key={promotion.id} className="notice">
          <span>
            <MachineSign /> <strong>{nameOf(board, promotion.workflow, promotion.payerId)}</strong>: from {levelWords[promotion.from].name}{' '}
            to {levelWords[promotion.to].name}? Agreement {percent(promotion.evidence.agreement)} of {formatCount(promotion.evidence.n)}, at
            least {percent(promotion.evidence.interval.lower)}; {formatMoney(promotion.evidence.errorCost)} would have stood wrong.
          </span>
          {may ? (
            <span className="actions">
              <Button size="compact-sm" onClick={() => setAsked({ promotion, approve: true })}>
                Promote
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => setAsked({ promotion, approve: false })}>
                Not now
              </Button>
            </span>
          ) : null}
        </div>
      ))}
      {board.alerts.slice(0, 3).map((alert) => (
        <div key={alert.id} className="notice">
          <span>
            <Status tone="stop">Alert</Status> <strong>{nameOf(board, alert.workflow, alert.payerId)}</strong>: {alertWords(alert)} (
            {measured(alert, alert.value)}, {measured(alert, alert.limit)} allowed), {formatInstant(alert.at)}.
            {alert.loweredTo === undefined ? '' : ` Lowered to ${levelWords[alert.loweredTo].name}.`}
          </span>
        </div>
      ))}
      <ReasonDialog
        title={asked?.approve ? 'Promote' : 'Not now'}
        opened={asked !== undefined}
        verb={asked?.approve ? 'Promote' : 'Decline'}
        reason=""
        busy={decide.busy}
        error={decide.error}
        onClose={close}
        onDone={(because) => {
          if (asked) void decide.run({ promotionId: asked.promotion.id, approve: asked.approve, because }).then((done) => done && close());
        }}
      >
        <p>{asked?.approve ? levelWords[asked.promotion.to].says : 'It is not asked again for thirty days.'}</p>
      </ReasonDialog>
    </div>
  );
}
