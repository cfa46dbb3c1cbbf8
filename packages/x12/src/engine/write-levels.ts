import type { CodeOf, EntityParty, LevelParty } from '../types.ts';
import { alike } from './alike.ts';
import { writeFields } from './fields.ts';
import { insuredFields, rejectionFields } from './levels.ts';
import { type SegmentWriter, type Writable, writeDate, X12WriteError } from './segment-writer.ts';
import { writeContacts, writeName, writeReferences, writeStreet } from './write-pieces.ts';

export type LevelToWrite = Writable<LevelParty>;
/** A level on the way to an item: HL03 and whom it names. */
export interface Step {
  readonly kind: string;
  readonly party: LevelToWrite;
}

interface Options {
  /** Whether an item is its level, so that two items never share the last one. */
  readonly own: boolean;
  /** Whether birth and sex stand before the name (276, 277). */
  readonly birthFirst?: boolean;
}

/** Writes levels: neighbours with equal levels above share them. */
export class LevelWriter {
  private readonly w: SegmentWriter;
  private readonly options: Options;
  private path: (Step & { readonly number: number })[] = [];
  private count = 0;

  constructor(w: SegmentWriter, options: Options) {
    this.w = w;
    this.options = options;
  }

  /**
   * Writes the levels of a path that are not open yet.
   * @param next the path of the next item, for HL04; `below`: whether levels of the item's own follow
   * @param between what stands between HL and the name of the last level
   */
  go(path: readonly Step[], next: readonly Step[] | undefined, below: boolean, between: () => void = () => {}): void {
    let shared = 0;
    while (shared < path.length && shared < this.path.length && sameStep(path[shared], this.path[shared])) shared++;
    const whole = shared === path.length;
    if (whole && (this.options.own || this.path.length > path.length)) shared--;
    this.path = this.path.slice(0, shared);
    for (const step of path.slice(shared)) {
      const depth = this.path.length;
      const last = depth === path.length - 1;
      const goesOn = next !== undefined && next.length > path.length && path.every((one, i) => sameStep(one, next[i]));
      this.path.push({ ...step, number: this.level(step.kind, !last || below || goesOn) });
      if (last) between();
      this.name(step.party);
    }
  }

  /** An HL below the last one of the path (or below `above`); answers its number. */
  level(kind: string, hasChildren: boolean, above = this.path.at(-1)?.number): number {
    this.count++;
    this.w.segment('HL', String(this.count), above === undefined ? undefined : String(above), kind, hasChildren ? '1' : '0');
    return this.count;
  }

  private name(party: LevelToWrite): void {
    const { w } = this;
    const birth = () => {
      if (party.birthDate !== undefined || party.sex !== undefined)
        w.segment('DMG', party.birthDate === undefined ? undefined : 'D8', writeDate(party.birthDate, 'DMG02'), party.sex);
    };
    if (this.options.birthFirst === true) birth();
    writeEntity(w, party, () => {
      for (const rejection of party.rejections) writeFields(w, 'AAA', rejectionFields, rejection);
    });
    if (this.options.birthFirst !== true) birth();
    if (party.insured !== undefined) writeFields(w, 'INS', insuredFields, party.insured);
  }
}

const sameStep = (a: Step | undefined, b: Step | undefined): boolean => a?.kind === b?.kind && alike(a?.party, b?.party);

/** NM1 and what follows it. */
export function writeEntity(w: SegmentWriter, party: Writable<EntityParty>, rejections: () => void = () => {}): void {
  writeName(w, party.entity, party);
  writeReferences(w, party.references);
  writeStreet(w, party.address);
  writeContacts(w, party.contacts, 'IC');
  rejections();
  if (party.providerRole !== undefined) {
    const { providerRole, taxonomy } = party;
    w.segment('PRV', providerRole, taxonomy === undefined ? undefined : 'PXC', taxonomy);
  }
}

/** HI: up to twelve codes a segment. */
export function writeCodes(w: SegmentWriter, codes: readonly Writable<CodeOf>[]): void {
  for (let i = 0; i < codes.length; i += 12) {
    const some = codes.slice(i, i + 12);
    w.segment(
      'HI',
      ...some.map(({ qualifier, code, date }) =>
        date === undefined ? [qualifier, code] : [qualifier, code, 'D8', writeDate(date, 'HI01-4')],
      ),
    );
  }
}

/** The steps of a path, which must begin with the first. */
export function pathOf(...steps: readonly (readonly [kind: string, party: LevelToWrite | undefined])[]): readonly Step[] {
  const [first] = steps;
  if (first?.[1] === undefined) throw new X12WriteError('2000A NM1', 'nobody is named whom it comes from');
  return steps.flatMap(([kind, party]) => (party === undefined ? [] : [{ kind, party }]));
}
