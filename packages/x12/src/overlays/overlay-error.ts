/** What is wrong with an overlay's text itself. */
export class OverlayError extends Error {
  constructor(where: string, why: string) {
    super(`${where}: ${why}`);
    this.name = 'OverlayError';
  }
}
