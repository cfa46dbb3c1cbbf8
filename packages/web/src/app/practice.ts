const key = 'claimwright.practice';

/** The practice that this tab works in, where its person works for several and chose one; else the server takes the first. */
export const chosenPractice = (): string | undefined => window.sessionStorage.getItem(key) ?? undefined;

export const forgetPractice = (): void => window.sessionStorage.removeItem(key);

/** The whole app begins anew: nothing of one practice may stay on the screen of another. */
export function choosePractice(id: string): void {
  window.sessionStorage.setItem(key, id);
  window.location.assign('/');
}

/** For links and streams, which carry no header. */
export function atPractice(url: string): string {
  const practice = chosenPractice();
  return practice === undefined ? url : `${url}${url.includes('?') ? '&' : '?'}practice=${practice}`;
}
