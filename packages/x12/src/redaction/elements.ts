import { type ElementDefinition, identityOf, type LoopDefinition, type SegmentDefinition } from '../definitions/grammar.ts';
import { envelope, sets } from '../definitions/index.ts';
import { providerEntities, publicNumbers } from '../definitions/providers.ts';
import type { LoopNode, Use } from '../engine/compile.ts';
import { type Segment, segmentName } from '../engine/segment.ts';
import type { Surrogates } from './surrogates.ts';

/** Segments by id, for those that have no place where they stand. */
const dictionary = new Map<string, SegmentDefinition>();
for (const segment of envelope) dictionary.set(segment.id, segment);
for (const { root } of sets) learn(root);

function learn(loop: LoopDefinition): void {
  for (const part of loop.body) {
    if (part.kind === 'loop') learn(part);
    else if (!dictionary.has(part.segment.id)) dictionary.set(part.segment.id, part.segment);
  }
}

export interface Signs {
  readonly component: string;
  readonly repetition: string;
}

/** Puts surrogates in the place of what an element gives away, by what the definitions say of it. */
export class ElementRedactor {
  signs: Signs = { component: ':', repetition: '' };
  private readonly surrogates: Surrogates;
  private readonly keepProviders: boolean;
  /** The loop of the provider that was named last, while it is open. */
  private provider: LoopNode | undefined;

  constructor(surrogates: Surrogates, keepProviders: boolean) {
    this.surrogates = surrogates;
    this.keepProviders = keepProviders;
  }

  /** The elements of a segment (from 0, its id) with what stands in their place; only those that change. */
  redact(segment: Segment, use: Use | undefined): { readonly element: number; readonly text: string }[] {
    const id = segmentName(segment);
    const definition = use?.segment ?? dictionary.get(id);
    const about = this.isProvider(segment, id, use);
    const changed: { element: number; text: string }[] = [];
    // What stands in the place of a segment's name is anything, where it is none.
    if (segment.id === 0) this.note(changed, 0, segment.text(0), this.unknown(segment.text(0)));
    for (let i = 1; i <= segment.count; i++) {
      const text = segment.text(i);
      if (text === '') continue;
      const element = definition?.elements[i - 1];
      const kind = this.kindOf(segment, id, i);
      const keep = about && this.keepProviders && publicNumbers.includes(kind);
      this.note(changed, i, text, element === undefined ? this.unknown(text) : this.whole(text, element, segment.text(1), kind, keep));
    }
    return changed;
  }

  private note(changed: { element: number; text: string }[], element: number, was: string, text: string): void {
    if (text !== was) changed.push({ element, text });
  }

  /** The qualifier of a number: of the id of a name, of a reference, of each number of a contact. */
  private kindOf(segment: Segment, id: string, element: number): string {
    if (id === 'REF') return segment.text(1);
    if (id === 'LIN' && element === 3) return segment.text(2);
    return (id === 'NM1' && element === 9) || (id === 'N1' && element === 4) || id === 'PER' ? segment.text(element - 1) : '';
  }

  private isProvider(segment: Segment, id: string, use: Use | undefined): boolean {
    if (use?.node !== this.provider) this.provider = undefined;
    const named = providerEntities[id]?.includes(segment.text(1)) === true;
    if (named && use?.opens === true) this.provider = use.node;
    else if (use?.opens === true) this.provider = undefined;
    return named || (this.provider !== undefined && use?.node === this.provider);
  }

  private whole(text: string, element: ElementDefinition, first: string, kind: string, keep: boolean): string {
    const { component, repetition } = this.signs;
    if (element.repeats > 1 && repetition !== '' && text.includes(repetition))
      return text
        .split(repetition)
        .map((one) => this.whole(one, { ...element, repeats: 1 }, first, kind, keep))
        .join(repetition);
    const { parts } = element;
    if (parts === undefined) return this.one(text, element, first, kind, keep);
    const all = text.split(component);
    return all
      .map((part, i) => {
        const of = parts[i];
        if (part.trim() === '') return part;
        return of === undefined ? this.unknown(part) : this.one(part, of, first, kindOfPart(of, all, i), keep);
      })
      .join(component);
  }

  private one(text: string, element: ElementDefinition, first: string, kind: string, keep: boolean): string {
    const { surrogates } = this;
    switch (element.exceptWith?.includes(first) === true ? 'nothing' : identityOf(element)) {
      case 'nothing':
        return strange(text, element, kind, this.signs.component) ? this.unknown(text) : text;
      case 'name':
      case 'city':
        return surrogates.name(text, element);
      case 'address':
        return surrogates.address(text, element);
      case 'number':
        return keep ? text : surrogates.number(text, kind);
      case 'postal code':
        return surrogates.number(text);
      case 'provider':
        return this.keepProviders ? text : surrogates.number(text, /^\d{10}$/.test(text) ? 'XX' : '');
      case 'control':
        return surrogates.control(text);
      case 'birth date':
        return surrogates.birth(text);
      case 'date':
        return dateLike(text) ? surrogates.date(text) : this.unknown(text);
      case 'text':
        return surrogates.text(text);
      default:
        return this.unknown(text);
    }
  }

  /** What nobody looked at gives away whatever it holds; short codes hold nothing. */
  private unknown(text: string): string {
    return [...text].length < 4 ? text : this.surrogates.number(text);
  }
}

/** The qualifier of a part: of a reference the part before it, of a procedure the first one. */
function kindOfPart({ name }: ElementDefinition, all: readonly string[], part: number): string {
  if (name === 'reference') return all[part - 1] ?? '';
  return name === 'procedure' || name === 'last procedure of a range' ? (all[0] ?? '').trim() : '';
}

/** Whether an element holds what its kind cannot: a name or a number of somebody where a code, a count or an amount should stand. */
function strange(text: string, { type, max }: ElementDefinition, kind: string, component: string): boolean {
  if (type === 'money' || type === 'decimal' || type === 'number' || type === 'time') return !/^\s*[-+]?[\d.,]*\s*$/.test(text);
  if (type !== 'code' && type !== 'text') return false;
  return [...text].length > max || !text.split(component).every((part) => isCode(part.trim(), kind));
}

/** What a code may look like; none is a word of four letters or more, and none has the length of a social security number or a phone. */
const CODES: readonly RegExp[] = [
  /^.{0,3}$/,
  /^(?=.*\d)[A-Z0-9]{4,6}$/,
  // Procedures and diagnoses of ICD with and without their dot, counts of up to seven digits.
  /^(?=.*\d)[A-Z0-9]{1,4}\.[A-Z0-9]{1,4}$/,
  /^(?=[A-Z0-9]*\d)[A-Z0-9]{7}$/,
  // LOINC and the like, taxonomy of providers, version of a guide.
  /^\d{1,5}-\d$/,
  /^\d{3}[A-Z][A-Z0-9]{5}X$/,
  /^00\d{4}(?:X\d{3}(?:[A-Z]\d{1,2})*)?$/,
  // What 999 says of where an error is.
  /^(?:SITUATIONAL TRIGGER|(?:(?:PATIENT|SUBSCRIBER) (?:NAME|NUMBER) )?[A-Z][A-Z0-9]{1,2}\d\d)$/,
];

function isCode(text: string, kind: string): boolean {
  // NDC.
  if (kind === 'N4' && /^\d{11}$|^\d{4,5}-\d{3,4}-\d{1,2}$/.test(text)) return true;
  return CODES.some((form) => form.test(text));
}

const dateLike = (text: string): boolean => /^[\d-]{4,20}$/.test(text);
