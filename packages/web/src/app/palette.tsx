import { Modal } from '@mantine/core';
import { Spotlight, spotlight } from '@mantine/spotlight';
import type { ReactElement } from 'react';
import { KeyHint } from '../ui/notes.tsx';
import { type Command, useAllCommands } from './commands.tsx';
import { showKeys } from './keys.ts';

export const openPalette = (): void => spotlight.open();

function grouped(commands: readonly Command[]): readonly [string, readonly Command[]][] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  return [...groups].sort(([a], [b]) => rank(a) - rank(b));
}

const order = ['This remit', 'This claim', 'This deposit', 'This proposal', 'This list', 'Record', 'Books', 'Go to', 'Move', 'View'];
const rank = (group: string): number => (order.includes(group) ? order.indexOf(group) : 3);

function Keys({ keys }: { readonly keys: string }): ReactElement {
  return (
    <span className="keys">
      {showKeys(keys).map((way) => (
        <span key={way.join(' ')}>
          {way.map((key) => (
            <KeyHint key={key} keys={key} />
          ))}
        </span>
      ))}
    </span>
  );
}

/** Ctrl-K: every command that works here, by its name. */
export function Palette(): ReactElement {
  const commands = useAllCommands();
  const actions = grouped(commands).map(([group, members]) => ({
    group,
    actions: members.map((command) => ({
      id: command.id,
      label: command.label,
      ...(command.not ? { description: command.not, disabled: true } : {}),
      onClick: () => command.run(),
      rightSection: command.keys ? <Keys keys={command.keys} /> : null,
    })),
  }));
  return (
    <Spotlight
      actions={actions}
      shortcut={null}
      nothingFound="No command has that name."
      highlightQuery
      transitionProps={{ duration: 60 }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      attributes={{ content: { 'aria-label': 'Commands' } }}
      scrollable
      maxHeight={420}
      searchProps={{ placeholder: 'What do you want to do?', 'aria-label': 'Commands', size: 'sm' }}
    />
  );
}

/** `?`: what works here. */
export function KeySheet({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }): ReactElement {
  const commands = useAllCommands().filter((command) => command.keys);
  return (
    <Modal opened={opened} onClose={onClose} title="Keys that work here" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className="key-sheet">
        {grouped(commands).map(([group, members]) => (
          <section key={group}>
            <h3>{group}</h3>
            <ul>
              {members.map((command) => (
                <li key={command.id} data-off={command.not ? true : undefined}>
                  <span>{command.label}</span>
                  <Keys keys={command.keys ?? ''} />
                  <span className="sr-only">{command.keys}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Modal>
  );
}
