import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, describe, expect, it } from 'vitest';
import { RefusedError } from './api.ts';
import { forgetWhenRefused, onlySearchDiffers, refresh } from './queries.ts';

const client = new QueryClient();
afterEach(() => client.clear());

/** A screen that asks for the tray; each question waits until it is answered. */
function openTray() {
  const waiting: ((answer: string) => void)[] = [];
  const queryFn = () => new Promise<string>((resolve) => waiting.push(resolve));
  const screen = new QueryObserver(client, { queryKey: ['revenue/posting/tray', {}], queryFn, staleTime: 15_000 });
  const close = screen.subscribe(() => undefined);
  const answer = async (at: number, words: string) => {
    await expect.poll(() => waiting.length).toBeGreaterThan(at);
    waiting[at]?.(words);
    await expect.poll(() => screen.getCurrentResult().data).toBe(words);
  };
  return { answer, asked: () => waiting.length, close };
}

describe('the rows of a moment ago', () => {
  it('stay while somebody types, and never stand under another view', () => {
    expect(onlySearchDiffers({ view: 'open' }, { view: 'open', search: 'north' })).toBe(true);
    expect(onlySearchDiffers({ search: 'nor', view: 'open' }, { view: 'open', search: 'north' })).toBe(true);
    expect(onlySearchDiffers({ view: 'open' }, { view: 'posted' })).toBe(false);
    expect(onlySearchDiffers({ remitId: 'a' }, { remitId: 'b', search: 'north' })).toBe(false);
    expect(onlySearchDiffers({ remitId: 'a' }, { remitId: 'a', state: 'clean' })).toBe(false);
  });
});

describe('a change on the server', () => {
  it('is seen although the first answer was still on its way', async () => {
    const tray = openTray();
    await expect.poll(tray.asked).toBe(1);
    refresh(client, ['remits']);
    await tray.answer(0, 'before the change');
    await tray.answer(1, 'after the change');
    tray.close();
  });
  it('asks nothing of what it does not touch', async () => {
    const tray = openTray();
    await tray.answer(0, 'as it is');
    refresh(client, ['record']);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(tray.asked()).toBe(1);
    tray.close();
  });
});

it('who is refused what they saw before keeps nothing of it, here or on a screen that they left', async () => {
  const own = new QueryClient();
  let open = true;
  const queryFn = () =>
    open ? Promise.resolve('a patient') : Promise.reject(new RefusedError({ code: 'forbidden', says: 'Your role may not see this.' }, 403));
  const shown = new QueryObserver(own, { queryKey: ['revenue/claims/claims'], queryFn, retry: false });
  const ends = [shown.subscribe(() => undefined), forgetWhenRefused(own)];
  await expect.poll(() => shown.getCurrentResult().data).toBe('a patient');
  own.setQueryData(['ground/intake/document'], 'a patient');
  open = false;
  await own.invalidateQueries();
  await expect.poll(() => shown.getCurrentResult()).toMatchObject({ data: undefined, status: 'error' });
  expect(own.getQueryData(['ground/intake/document'])).toBeUndefined();
  for (const end of ends) end();
  own.clear();
});
