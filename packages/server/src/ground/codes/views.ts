import type { Finding, PlainDate } from '@claimwright/core/ground/base';
import type {
  Answer,
  CodeInEdition,
  CodeWithoutFamily,
  EditionChanges,
  PairRow,
  pairModifiers,
  ReasonFamily,
  Setting,
  TableName,
  UnitLimitRow,
} from '@claimwright/core/ground/codes';

/** A reason code with the practice's meaning; `house` is what we would have said without it. */
export interface ReasonView {
  readonly carc: string;
  readonly words: string;
  readonly family: ReasonFamily;
  readonly setAt: string;
  readonly setBy: string;
  readonly house?: { readonly words: string; readonly family: ReasonFamily };
}

/** An edition of a code table. Days are of service, both inclusive. */
export interface EditionView {
  readonly id: string;
  readonly table: TableName;
  /** Whose part of it: CPT, CDT, HCPCS; empty where there is one publisher. */
  readonly part: string;
  readonly name: string;
  readonly source: string;
  readonly rows: number;
  readonly from: PlainDate;
  readonly to?: PlainDate;
  /** Without an end of its own, the last day before the next one begins: until then it answers. */
  readonly until?: PlainDate;
  /** A later import that answers for all of its days: its name. */
  readonly replacedBy?: string;
  /** It holds what was in force before, too, back to this day. */
  readonly back?: PlainDate;
  readonly layout: string;
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
  readonly size: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** The edition that it is compared with. */
  readonly against?: string;
  /** Who said that the practice is licensed for it: name and role where they were told. */
  readonly attestedBy?: string;
  readonly importedAt: string;
  readonly importedBy: string;
  readonly endedAt?: string;
  readonly endedBy?: string;
}

/** What an import brought, and changed; `against` is the name of the edition before. */
export interface ImportedView {
  readonly editions: readonly Pick<
    EditionView,
    'id' | 'table' | 'part' | 'name' | 'source' | 'rows' | 'from' | 'to' | 'back' | 'against' | 'added' | 'changed' | 'removed'
  >[];
  /** Rows that were left out because they cannot be read, and because they are of another table. */
  readonly wrongRows: number;
  readonly otherRows: number;
  /** What is told of the files: rows that were left out, columns that nobody reads. */
  readonly findings: readonly Finding[];
}

/** Codes of a practice's own list that edits which ask for a kind of service pass over, and what is not looked for at them. */
export interface WithoutFamilyView {
  readonly codes: readonly CodeWithoutFamily[];
  readonly rows: number;
  readonly passedOver: readonly string[];
}

export interface ChangesView extends EditionChanges {
  readonly against?: EditionView;
}

/** What every edition says of a code; `without`: tables of which none answers for the day. */
export interface CodeView {
  readonly code: string;
  readonly on?: PlainDate;
  readonly editions: readonly {
    readonly table: TableName;
    readonly part: string;
    readonly name: string;
    readonly source: string;
    readonly from: PlainDate;
    readonly to?: PlainDate;
    readonly lines: CodeInEdition['rows'];
    readonly pairs?: { readonly first: number; readonly second: number };
  }[];
  readonly without: readonly TableName[];
}

/** Two procedures in each setting, in both directions, and how many units of each are allowed. */
export interface PairView {
  /** Codes that no list and no limit of that day names: that no pair edit names them either says nothing. */
  readonly unknown: readonly string[];
  readonly settings: readonly { readonly setting: Setting; readonly answers: readonly Answer<PairRow>[] }[];
  readonly units: readonly { readonly code: string; readonly answer: Answer<UnitLimitRow> }[];
  readonly modifiers: typeof pairModifiers;
}

export interface CodeCommands {
  'ground/codes/end-edition': { input: { editionId: string }; result: { editionId: string; name: string } };
  'ground/codes/restore-edition': { input: { editionId: string }; result: { editionId: string; name: string } };
}

export interface CodeQueries {
  /** `without`: tables of which no edition answers for the day (today where none is said). */
  'ground/codes/editions': { input: { on?: string }; answer: { rows: readonly EditionView[]; without: readonly TableName[] } };
  'ground/codes/without-family': { input: { editionId: string }; answer: WithoutFamilyView };
  'ground/codes/edition-changes': { input: { editionId: string; against?: string }; answer: ChangesView };
  'ground/codes/explain': { input: { code: string; on?: string }; answer: CodeView };
  'ground/codes/pair': { input: { a: string; b: string; on: string }; answer: PairView };
}

/** What whoever imports says of the files; what is left out is read from them. */
export interface CodesWish {
  readonly table?: string | undefined;
  readonly name?: string | undefined;
  readonly source?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The practice is licensed for it by its publisher. */
  readonly attested?: boolean | undefined;
  /** Who says so, by name and role. Needed where a program asks or the command line: nobody knows who that is. */
  readonly attestedBy?: string | undefined;
  /** Rows that cannot be read are left out; otherwise nothing is imported. */
  readonly leaveOut?: boolean | undefined;
  /** As JSON: `{"units": "Limit per day"}`. */
  readonly map?: string | undefined;
  readonly preview?: boolean | undefined;
}

export interface GivenFile {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}
