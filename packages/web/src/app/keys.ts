/** The parts of a key press that matter. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** How a press is written in commands: 'a', '?', 'Enter', 'Mod+k'. Undefined: not ours (Alt, other chords). */
export function nameOfPress(press: Press): string | undefined {
  if (press.altKey) return undefined;
  const key = press.key === ' ' ? 'Space' : press.key;
  if (press.ctrlKey || press.metaKey) return key.length === 1 ? `Mod+${key.toLowerCase()}` : key === 'Enter' ? 'Mod+Enter' : undefined;
  return ['Shift', 'Control', 'Alt', 'Meta', 'CapsLock'].includes(key) ? undefined : key;
}

export interface Keyed {
  /** 'a', 'g p' (one after the other), or several with the same effect: 'j|ArrowDown'. */
  readonly keys?: string | undefined;
}

const ways = (keyed: Keyed): string[] => (keyed.keys ? keyed.keys.split('|') : []);

/** 'run' the command; 'wait' when the press begins a longer one; neither. Later commands win over earlier ones. */
export function lookUp<C extends Keyed>(
  commands: readonly C[],
  before: string,
  press: string,
): { readonly run?: C; readonly wait?: string } {
  const typed = before === '' ? press : `${before} ${press}`;
  for (const command of [...commands].reverse()) if (ways(command).includes(typed)) return { run: command };
  if (commands.some((command) => ways(command).some((way) => way.startsWith(`${typed} `)))) return { wait: typed };
  return before === '' ? {} : lookUp(commands, '', press);
}

const shown: { readonly [key: string]: string } = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Enter: 'Enter',
  'Mod+k': 'Ctrl K',
  'Mod+Enter': 'Ctrl Enter',
};

/** 'j|ArrowDown' → [['j'], ['↓']]; 'g p' → [['g', 'p']]. */
export const showKeys = (keys: string): string[][] => keys.split('|').map((way) => way.split(' ').map((key) => shown[key] ?? key));
