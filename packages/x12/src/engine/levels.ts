import type { Batch, CodeOf, Delivery, EntityParty, Insured, LevelParty, Place, Places, PlainDate, Rejection, Trace } from '../types.ts';
import { type Actions, type Builder, isTooMuch, resolveActions } from './builder.ts';
import type { CompiledSet, LoopNode, Use } from './compile.ts';
import { date, type Fields, needed, type Reading, readFields, text, time } from './fields.ts';
import type { Findings } from './findings.ts';
import { addCity, addContact, addReference, addStreet, append, type Draft, MoneyReader, NONE, readPerson } from './pieces.ts';
import { Recorder } from './places.ts';
import type { SetStart } from './reader.ts';
import type { Segment } from './segment.ts';

/* The sets that ask and answer (276, 277, 270, 271, 278) are trees of levels: payer, provider, subscriber, dependent. */

export const batchFields: Fields<Batch> = {
  structure: needed(1),
  purpose: needed(2),
  reference: text(3),
  date: date(4),
  time: time(5),
  kind: text(6),
};
export const traceFields: Fields<Trace> = { kind: needed(1), number: needed(2), originator: text(3), supplement: text(4) };
export const rejectionFields: Fields<Rejection> = { valid: needed(1), reason: text(3), followUp: text(4) };
export const insuredFields: Fields<Insured> = {
  isSubscriber: needed(1),
  relationship: text(2),
  changeType: text(3),
  changeReason: text(4),
  birthOrder: text(17),
};
export const deliveryFields: Fields<Delivery> = {
  quantityQualifier: text(1),
  quantity: text(2),
  unit: text(3),
  sample: text(4),
  periodQualifier: text(5),
  periods: text(6),
  days: text(7),
  times: text(8),
};

export const NO_PLACES: Places = new Uint32Array(0);

export type LevelDraft = Draft<LevelParty>;
type PartyLike = Draft<EntityParty>;

/** Follows HL through its levels and keeps for each whom it names. */
export abstract class LevelBuilder implements Builder {
  claims = 0;
  readonly recorder = new Recorder();
  readonly reading: Reading;
  readonly batch: Draft<Batch> = { structure: '', purpose: '', place: 0 };
  /** The open level at each depth of loops. */
  readonly levels: (LevelDraft | undefined)[] = [];
  /** Whom address, references, contacts belong to. */
  party: PartyLike | undefined;
  protected end = 0;
  private readonly findings: Findings;
  private readonly checks: boolean;
  private actions: readonly (((builder: this, segment: Segment, use: Use) => void) | undefined)[] = [];
  /** Whose places are being collected. */
  private run: { places: Places } | undefined;
  private readonly beginning: { places: Places } = { places: NO_PLACES };

  constructor(start: SetStart, findings: Findings, checks: boolean) {
    this.findings = findings;
    this.checks = checks;
    this.reading = { money: new MoneyReader(findings, checks), repetition: start.envelope.separators.repetition?.charCodeAt(0) ?? 0 };
    this.begin(this.beginning, start.at);
  }

  protected follow(set: CompiledSet, actions: Actions<this>): void {
    this.actions = resolveActions(set, actions);
  }

  abstract closed(node: LoopNode): void;
  /** A level begins. */
  protected opened(_level: LevelDraft, _kind: string, _segment: Segment): void {}

  take(use: Use, segment: Segment): void {
    if (!isTooMuch(this.recorder, this.findings, use, segment)) this.actions[use.index]?.(this, segment, use);
    this.end = segment.to;
  }

  read<T extends { readonly place: Place }>(fields: Fields<T>, s: Segment, use: Use): T {
    return readFields(fields, s, use, this.reading, this.recorder.add(s));
  }

  /** The places of all before the first level. */
  headerPlaces(): Places {
    const owner = this.beginning;
    if (this.run === owner) this.seal();
    return owner.places;
  }

  /** From here on places belong to `owner`. */
  begin(owner: { places: Places }, at: number): void {
    this.seal();
    this.run = owner;
    this.recorder.start(at);
  }

  seal(): void {
    if (this.run !== undefined) this.run.places = this.recorder.finish();
    this.run = undefined;
  }

  openLevel(s: Segment, use: Use): void {
    const { depth } = use.node;
    const hl = s.text(1);
    this.levels.length = Math.min(this.levels.length, depth);
    if (this.checks) {
      const above = this.levels.findLast((level) => level !== undefined);
      if (s.text(2) !== (above?.hl ?? '')) this.findings.report('hl.parent', `${use.node.id} HL02`, s.elementRange(2));
    }
    const level: LevelDraft = { places: NO_PLACES, hl, entity: '', rejections: NONE, place: 0 };
    this.levels[depth] = level;
    this.party = undefined;
    this.opened(level, s.text(3), s);
  }

  /** The innermost open level. */
  get level(): LevelDraft | undefined {
    return this.levels.at(-1);
  }

  /** The open level of a loop: of `2000B` the one that its HL opened. */
  levelAt(depth: number): LevelDraft | undefined {
    return this.levels[depth];
  }

  /** NM1 of the level itself. */
  nameLevel(s: Segment): void {
    const { level } = this;
    if (level === undefined) return;
    Object.assign(level, readPerson(s, this.recorder.add(s)), { entity: s.text(1) });
    this.party = level;
  }

  readParty(s: Segment): EntityParty {
    const party: PartyLike = { ...readPerson(s, this.recorder.add(s)), entity: s.text(1) };
    this.party = party;
    return party;
  }

  /** HI: diagnoses with their dates. */
  readCodes(s: Segment): readonly CodeOf[] {
    const place = this.recorder.add(s);
    const codes: CodeOf[] = [];
    for (let element = 1; element <= s.count; element++) {
      if (!s.has(element)) continue;
      s.openParts(element);
      const [qualifier = '', code = '', form, day = ''] = [s.nextPart(), s.nextPart(), s.nextPart(), s.nextPart()];
      const days = form === 'D8' ? dayOf(day) : undefined;
      if (code !== '') codes.push({ qualifier, code, ...(days === undefined ? {} : { date: days }), place });
    }
    return codes;
  }
}

const dayOf = (day: string): PlainDate | undefined =>
  /^\d{8}$/.test(day) ? `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}` : undefined;

function readRole(party: PartyLike, s: Segment): void {
  party.providerRole = s.text(1);
  const taxonomy = s.optional(3);
  if (taxonomy !== undefined) party.taxonomy = taxonomy;
}

function readBirth(level: LevelDraft | undefined, s: Segment): void {
  if (level === undefined) return;
  const born = s.period(2)?.date;
  if (born !== undefined) level.birthDate = born;
  const sex = s.optional(3);
  if (sex !== undefined) level.sex = sex;
}

/** What may stand below the NM1 of a level or of a party, for loops of these numbers. */
export function levelActions(...loops: readonly string[]): Actions<LevelBuilder> {
  const below: [string, Actions<LevelBuilder>[string]][] = [
    ['N3', (b, s) => b.party && addStreet(b.party, s)],
    ['N4', (b, s) => b.party && addCity(b.party, s)],
    ['PER', (b, s) => b.party && addContact(b.party, s)],
    ['REF', (b, s) => b.party && addReference(b.party, s, b.recorder.add(s))],
    ['PRV', (b, s) => b.party && readRole(b.party, s)],
    ['DMG', (b, s) => readBirth(b.level, s)],
    ['INS', (b, s, use) => b.level && readInsured(b, b.level, s, use)],
    ['AAA', (b, s, use) => refuseLevel(b, s, use)],
  ];
  return {
    BHT: (b, s, use) => {
      Object.assign(b.batch, b.read(batchFields, s, use));
    },
    '2000 HL': (b, s, use) => b.openLevel(s, use),
    '2000 AAA': (b, s, use) => refuseLevel(b, s, use),
    '2000 DMG': (b, s) => readBirth(b.level, s),
    ...Object.fromEntries(loops.flatMap((loop) => below.map(([id, action]) => [`${loop} ${id}`, action] as const))),
  };
}

function readInsured(b: LevelBuilder, level: LevelDraft, s: Segment, use: Use): void {
  const { place, ...insured } = b.read<Insured & { readonly place: Place }>(insuredFields, s, use);
  level.insured = insured;
}

function refuseLevel(b: LevelBuilder, s: Segment, use: Use): void {
  if (b.level !== undefined) b.level.rejections = append(b.level.rejections, b.read(rejectionFields, s, use));
}
