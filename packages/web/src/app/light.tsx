import type { TonightRow } from '@claimwright/server/api';
import type { ReactElement } from 'react';
import { Status } from '../ui/status.tsx';

const words = { red: 'Held', yellow: 'Look at it', green: 'Ready' } as const satisfies { readonly [light in TonightRow['light']]: string };
const tones = { red: 'stop', yellow: 'work', green: 'good' } as const;

interface LightProps {
  readonly light: TonightRow['light'];
  /** Whether the practice has begun with its payer here: else nothing was looked at. */
  readonly byUs?: boolean;
  /** What was found, shown where the pointer rests. */
  readonly title?: string | undefined;
}

/** Whether a claim can leave: held, to be looked at, or ready. */
export function Light({ light, byUs = true, title }: LightProps): ReactElement {
  return byUs ? (
    <Status tone={tones[light]} title={title}>
      {words[light]}
    </Status>
  ) : (
    <Status tone="quiet">Not by us yet</Status>
  );
}
