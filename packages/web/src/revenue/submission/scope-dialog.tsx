import { Button, Checkbox, Modal, NumberInput, Radio } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAct } from '../../app/queries.ts';
import { plural } from '../../ui/format.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import type { ScopeView } from './pages.ts';

/** With which payers the practice begins here, and what it measures that by. */
export function ScopeDialog({ scope, onClose }: { readonly scope: ScopeView; onClose(): void }): ReactElement {
  const save = useAct('revenue/submission/set-scope');
  const [all, setAll] = useState(scope.all);
  const [chosen, setChosen] = useState<readonly string[]>(scope.payers.filter(({ byUs }) => byUs).map(({ id }) => id));
  const [share, setShare] = useState<number | ''>(scope.baseline === undefined ? '' : scope.baseline / 100);
  const run = async () => {
    const baseline = share === '' ? null : Math.round(share * 100);
    if (await save.run({ payers: all ? null : chosen, baseline })) onClose();
  };
  return (
    <Modal opened onClose={onClose} title="Whose claims go from here" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className="dialog">
        <Radio.Group
          label="Claims are scrubbed and sent from here"
          value={all ? 'all' : 'some'}
          onChange={(value) => setAll(value === 'all')}
        >
          <Radio value="all" label="To all payers" mt={4} />
          <Radio value="some" label="To these payers only, to begin with" mt={4} />
        </Radio.Group>
        {all ? null : (
          <fieldset className="plain-set">
            <legend>Payers</legend>
            {scope.payers.map(({ id, name, waiting }) => (
              <Checkbox
                key={id}
                label={waiting > 0 ? `${name}, ${plural(waiting, 'claim')} waiting` : name}
                checked={chosen.includes(id)}
                onChange={({ currentTarget: { checked } }) => setChosen(checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
              />
            ))}
          </fieldset>
        )}
        <NumberInput
          label="Taken at the first sending before, in percent"
          description="What payers took at once before claims went from here; empty where nobody measured it"
          min={0}
          max={100}
          decimalScale={2}
          value={share}
          onChange={(value) => setShare(value === '' ? '' : Number(value))}
        />
        {save.error ? <ErrorNote error={save.error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={save.busy} onClick={() => void run()}>
            Save
          </Button>
        </div>
      </div>
    </Modal>
  );
}
