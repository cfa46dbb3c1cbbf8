import { useEffect, useRef, useSyncExternalStore } from 'react';
import { type Keyed, lookUp, nameOfPress } from './keys.ts';

/** Everything a person can do here: in the palette, on the sheet of keys, and by its keys. */
export interface Command extends Keyed {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  run(): void;
  /** Why it cannot be done now; it is then shown, not run. */
  readonly not?: string | undefined;
}

let scopes: readonly { readonly owner: symbol; readonly commands: readonly Command[] }[] = [];
let all: readonly Command[] = [];
const listeners = new Set<() => void>();

function publish(next: typeof scopes): void {
  scopes = next;
  all = scopes.flatMap((scope) => scope.commands);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useAllCommands = (): readonly Command[] => useSyncExternalStore(subscribe, () => all);

const look = (commands: readonly Command[]) =>
  commands.map(({ id, label, keys, not }) => `${id}|${label}|${keys ?? ''}|${not ?? ''}`).join('\n');

/** Offers commands while the component is shown. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands);
  latest.current = commands;
  const owner = useRef(Symbol('commands'));
  const shape = look(commands);
  // biome-ignore lint/correctness/useExhaustiveDependencies: published again when what is offered looks different
  useEffect(() => {
    const mine = owner.current;
    const alive = latest.current.map((command) => ({ ...command, run: () => latest.current.find(({ id }) => id === command.id)?.run() }));
    const others = scopes.filter((scope) => scope.owner !== mine);
    publish([...others, { owner: mine, commands: alive }]);
  }, [shape]);
  useEffect(() => {
    const mine = owner.current;
    return () => publish(scopes.filter((scope) => scope.owner !== mine));
  }, []);
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)));

/** Enter, Space and the arrows belong to buttons, links and their like while these have the focus. */
const busyWith = (target: EventTarget | null, name: string): boolean => {
  if (!(target instanceof HTMLElement)) return false;
  if (name === 'Enter' || name === 'Space') return target.closest('button, a, input, summary, [role=menuitem]') !== null;
  return name.startsWith('Arrow') && target.closest('[role=radiogroup], [role=menu], [role=separator], [role=listbox]') !== null;
};

const pause = 1000;
const repeats = new Set(['j', 'k', 'ArrowDown', 'ArrowUp']);

/** Hears the keys for all commands; mounted once. */
export function useKeyboard(): void {
  useEffect(() => {
    let before = '';
    let timer: number | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const name = nameOfPress(event);
      if (!name || event.defaultPrevented || (event.repeat && !repeats.has(name))) return;
      const chord = name.startsWith('Mod+');
      if (!chord && (typing(event.target) || busyWith(event.target, name) || document.querySelector('[role=dialog], [role=menu]'))) return;
      const found = lookUp(all, before, name);
      window.clearTimeout(timer);
      before = found.wait ?? '';
      if (before !== '') {
        timer = window.setTimeout(() => {
          before = '';
        }, pause);
      }
      if (!found.run && !found.wait) return;
      event.preventDefault();
      if (found.run && !found.run.not) found.run.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.clearTimeout(timer);
    };
  }, []);
}
