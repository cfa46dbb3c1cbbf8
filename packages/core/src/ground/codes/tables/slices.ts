/** Work in slices: whoever runs it may do something else in between. */
export type Sliced<T> = Generator<void, T, void>;

/** So many rows go into a slice: some milliseconds. */
export const rowsOfSlice = 1 << 16;

/** All slices one after the other. */
export function atOnce<T>(work: Sliced<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
