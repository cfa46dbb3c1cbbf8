/**
 * A table of small integers for a hot loop. Once a process has given away any ArrayBuffer (as growing the memory of a WebAssembly
 * does), V8 asks at every access to a typed array whether its buffer is still there; of a plain array it does not.
 */
export function zeros(length: number): number[] {
  return Array.from({ length }, () => 0);
}
