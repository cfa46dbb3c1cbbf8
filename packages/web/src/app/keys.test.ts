import { describe, expect, it } from 'vitest';
import { lookUp, nameOfPress, showKeys } from './keys.ts';

const press = (key: string, held: { ctrlKey?: boolean; altKey?: boolean } = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe('the keyboard', () => {
  it('names a press', () => {
    expect(nameOfPress(press('a'))).toBe('a');
    expect(nameOfPress(press(' '))).toBe('Space');
    expect(nameOfPress(press('K', { ctrlKey: true }))).toBe('Mod+k');
    expect(nameOfPress(press('Enter', { ctrlKey: true }))).toBe('Mod+Enter');
    expect(nameOfPress(press('a', { altKey: true }))).toBeUndefined();
    expect(nameOfPress(press('Shift'))).toBeUndefined();
  });
  it('finds a command, the latest first', () => {
    const commands = [
      { id: 'old', keys: 'a' },
      { id: 'new', keys: 'a|Enter' },
    ];
    expect(lookUp(commands, '', 'a').run?.id).toBe('new');
    expect(lookUp(commands, '', 'z')).toEqual({});
  });
  it('waits for the second key, and forgets the first when it leads nowhere', () => {
    const commands = [
      { id: 'go', keys: 'g p' },
      { id: 'accept', keys: 'a' },
    ];
    expect(lookUp(commands, '', 'g')).toEqual({ wait: 'g' });
    expect(lookUp(commands, 'g', 'p').run?.id).toBe('go');
    expect(lookUp(commands, 'g', 'a').run?.id).toBe('accept');
  });
  it('shows keys as they stand on the keyboard', () => {
    expect(showKeys('j|ArrowDown')).toEqual([['j'], ['↓']]);
    expect(showKeys('g p')).toEqual([['g', 'p']]);
  });
});
