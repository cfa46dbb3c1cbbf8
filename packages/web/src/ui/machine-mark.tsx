import { Popover, UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';

type Certainty = 'sure' | 'likely' | 'unsure';

/** The small sign that stands wherever a machine decided or proposes. */
export function MachineSign(): ReactElement {
  return (
    <svg className="machine-sign" viewBox="0 0 14 14" width="13" height="13" aria-hidden="true">
      <path d="M7 1 13 7 7 13 1 7z" fill="none" stroke="currentColor" strokeWidth="1.600" />
      <circle cx="7" cy="7" r="1.700" fill="currentColor" />
    </svg>
  );
}

interface MachineMarkProps {
  readonly certainty?: Certainty | undefined;
  readonly because?: string | undefined;
  readonly short?: boolean;
}

/** What the machine proposes: the sign, its certainty in a word, and on demand its reason. */
export function MachineMark({ certainty, because, short }: MachineMarkProps): ReactElement {
  const words = certainty ?? 'proposed';
  if (!because) {
    return (
      <span className="machine-mark" data-certainty={certainty}>
        <MachineSign />
        {words}
      </span>
    );
  }
  if (!short) {
    return (
      <span className="machine-line">
        <span className="machine-mark" data-certainty={certainty}>
          <MachineSign />
          {words}
        </span>
        <span>{because}</span>
      </span>
    );
  }
  return (
    <Popover position="bottom-start" width={320} shadow="md" withinPortal>
      <Popover.Target>
        <UnstyledButton
          className="machine-mark"
          data-certainty={certainty}
          aria-label={`Machine, ${words}: why`}
          onClick={(event) => event.stopPropagation()}
        >
          <MachineSign />
          {words}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>{because}</Popover.Dropdown>
    </Popover>
  );
}
