import { type Numbers, narrow, type Sections } from './edition-bytes.ts';

/** Texts, each kept once, by number; 0 is the empty one. */
export class TextsBuilder {
  readonly #numbers = new Map<string, number>([['', 0]]);

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }

  sections(): Sections {
    const texts = [...this.#numbers.keys()];
    const starts = new Uint32Array(texts.length + 1);
    for (const [at, text] of texts.entries()) starts[at + 1] = (starts[at] ?? 0) + text.length;
    const units = new Uint16Array(starts[texts.length] ?? 0);
    let at = 0;
    for (const text of texts) for (let unit = 0; unit < text.length; unit++) units[at++] = text.charCodeAt(unit);
    return { textStarts: starts, textUnits: narrow(units) };
  }
}

/** Reads them where they lie. */
export class Texts {
  readonly #starts: Numbers;
  readonly #units: Numbers;

  constructor({ textStarts, textUnits }: Sections) {
    this.#starts = textStarts ?? new Uint32Array(2);
    this.#units = textUnits ?? new Uint8Array();
  }

  of(number: number): string {
    const end = this.#starts[number + 1] ?? 0;
    let text = '';
    for (let at = this.#starts[number] ?? 0; at < end; at++) text += String.fromCharCode(this.#units[at] ?? 0);
    return text;
  }
}
