/** What one address may begin in a window: each beginning is a row and, at a provider, a question to another server. */
export const mostBegun = 120;
const windowLasts = 10 * 60_000;
/** So many addresses are remembered; the oldest is forgotten first. */
const remembered = 10_000;

/** Counts what each address begins. Answers how many seconds to wait where it is too much. */
export function openPace(now: () => number) {
  const seen = new Map<string, { readonly began: number; count: number }>();
  return (from: string): number | undefined => {
    const found = seen.get(from);
    const window = found && now() - found.began < windowLasts ? found : { began: now(), count: 0 };
    if (window !== found) {
      seen.delete(from);
      seen.set(from, window);
      const [oldest] = seen.keys();
      if (seen.size > remembered && oldest !== undefined) seen.delete(oldest);
    }
    window.count += 1;
    return window.count > mostBegun ? Math.ceil((window.began + windowLasts - now()) / 1000) : undefined;
  };
}
