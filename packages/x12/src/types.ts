/**
 * The shapes that leave this package. Money is integer cents, a date is 'YYYY-MM-DD', a byte position counts from the first
 * byte of the (decompressed) file. Optional means: the file did not say.
 */

/** Bytes `from` (inclusive) to `to` (exclusive) of the file. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Integer cents. */
export type Cents = number;
/** 'YYYY-MM-DD'. */
export type PlainDate = string;

/**
 * Where the elements of some segments stand: opaque, one per claim, header and trailer. Ask with `segmentRange` and
 * `elementRange`; a `Place` names one segment within it.
 */
export type Places = Uint32Array;
export type Place = number;

/** What is wrong with the bytes, in words that a biller reads. SNIP levels: 1 syntax, 2 usage, 3 balance, 4 situation. */
export interface X12Finding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly snip?: 1 | 2 | 3 | 4;
  /** As billers say it: `2100 CLP04`, `ISA13`, `SE01`. */
  readonly at: string;
  readonly bytes: Range;
  readonly says: string;
  readonly because?: string;
  readonly fix?: string;
  /** ST02 of the set it stands in, when in one. */
  readonly control?: string;
}

export interface Procedure {
  /** HC, AD, NU, … as sent. */
  readonly qualifier: string;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly description?: string;
}

export interface Party {
  readonly name?: string;
  readonly first?: string;
  readonly middle?: string;
  readonly suffix?: string;
  /** NM108 or N103. */
  readonly idQualifier?: string;
  readonly id?: string;
  readonly address?: Address;
  readonly references?: readonly Reference[];
  readonly contacts?: readonly Contact[];
  readonly place: Place;
}
export interface Address {
  readonly lines: readonly string[];
  readonly city?: string;
  readonly state?: string;
  readonly zip?: string;
  readonly country?: string;
}
export interface Contact {
  /** PER01: BL technical, CX for claims, IC general. */
  readonly role?: string;
  readonly name?: string;
  readonly numbers: readonly { readonly qualifier: string; readonly number: string }[];
}
export interface Reference {
  readonly qualifier: string;
  readonly id: string;
  readonly place: Place;
}
export interface Amount {
  readonly qualifier: string;
  readonly amount: Cents;
  readonly place: Place;
}
export interface DateOf {
  readonly qualifier: string;
  readonly date: PlainDate;
  /** The end of a period (RD8). */
  readonly to?: PlainDate;
  readonly place: Place;
}
/** One group/reason/amount of a CAS segment. */
export interface CasAdjustment {
  readonly group: string;
  readonly reason: string;
  readonly amount: Cents;
  /** A decimal as sent. */
  readonly quantity?: string;
  readonly place: Place;
  /** Which element of the CAS holds the amount: 3, 6, … 18. */
  readonly element: number;
}

export interface Envelope {
  readonly interchangeControl: string;
  readonly sender: string;
  readonly receiver: string;
  readonly interchangeDate?: PlainDate;
  readonly groupControl?: string;
  readonly test: boolean;
  readonly separators: { readonly element: string; readonly component: string; readonly repetition?: string; readonly segment: string };
}

interface SetStart {
  /** ST01. */
  readonly set: string;
  /** GS08, or ST03 where the group says nothing. */
  readonly version: string;
  /** ST02. */
  readonly control: string;
  readonly envelope: Envelope;
  readonly places: Places;
}

// ---- 835 -------------------------------------------------------------------------------------------------------------

/** All of an 835 before its first claim. */
export interface RemitHeader extends SetStart {
  readonly set: '835';
  readonly payment: {
    /** BPR01. */
    readonly handling: string;
    /** BPR02. */
    readonly amount: Cents;
    /** BPR03: C or D. */
    readonly creditOrDebit: string;
    /** BPR04: ACH, CHK, NON, FWT, BOP. */
    readonly method: string;
    /** BPR16. */
    readonly date?: PlainDate;
    readonly place: Place;
  };
  readonly trace: { readonly number: string; readonly payerId: string; readonly supplement?: string; readonly place: Place };
  readonly currency?: string;
  readonly receiverId?: string;
  readonly productionDate?: PlainDate;
  readonly payer: Party;
  readonly payee: Party;
}

/** One CLP loop, complete. */
export interface RemitClaimLoop {
  readonly set: '835';
  /** Counts from 0 within its ST. */
  readonly index: number;
  /** Offsets of CLP's first byte and of the byte after the loop's last segment. */
  readonly bytes: Range;
  readonly places: Places;
  readonly place: Place;
  /** CLP01 … CLP09. */
  readonly patientControlNumber: string;
  readonly status: string;
  readonly charged: Cents;
  readonly paid: Cents;
  readonly patientResponsibility?: Cents;
  readonly filingIndicator?: string;
  readonly payerControlNumber?: string;
  readonly facilityType?: string;
  readonly frequency?: string;
  /** NM1 by NM101: QC patient, IL insured, 74 corrected insured, 82 rendering, TT crossover carrier, PR corrected priority payer, GB other subscriber. */
  readonly parties: { readonly [entity: string]: Party };
  readonly references: readonly Reference[];
  readonly dates: readonly DateOf[];
  readonly amounts: readonly Amount[];
  readonly adjustments: readonly CasAdjustment[];
  /** Remark codes of MIA and MOA. */
  readonly remarks: readonly { readonly code: string; readonly place: Place }[];
  readonly lines: readonly RemitLineLoop[];
}

/** One SVC loop. */
export interface RemitLineLoop {
  readonly index: number;
  readonly bytes: Range;
  readonly place: Place;
  /** SVC01. */
  readonly procedure?: Procedure;
  readonly charged: Cents;
  readonly paid: Cents;
  readonly revenueCode?: string;
  /** SVC05, a decimal as sent; blank is absent. */
  readonly units?: string;
  /** SVC06: what was billed, where the payer changed it. */
  readonly billedProcedure?: Procedure;
  readonly dates: readonly DateOf[];
  readonly references: readonly Reference[];
  readonly adjustments: readonly CasAdjustment[];
  readonly amounts: readonly Amount[];
  /** LQ*HE and RX. */
  readonly remarks: readonly { readonly code: string; readonly place: Place }[];
}

/** All of an 835 after its last claim. */
export interface RemitTrailer {
  readonly set: '835';
  readonly control: string;
  readonly places: Places;
  readonly claims: number;
  readonly providerAdjustments: readonly {
    /** PLB01. */
    readonly providerId: string;
    /** PLB02. */
    readonly fiscalDate?: PlainDate;
    /** PLB03-1. */
    readonly reason: string;
    /** PLB03-2. */
    readonly reference?: string;
    /** As signed in the file: positive lowers the payment. */
    readonly amount: Cents;
    readonly place: Place;
    /** Which element of the PLB holds the amount: 4, 6, … 14. */
    readonly element: number;
  }[];
}

// ---- 837P ------------------------------------------------------------------------------------------------------------

/** An 837's opening: BHT, submitter, receiver. */
export interface ClaimsHeader extends SetStart {
  readonly set: '837';
  readonly batch: {
    readonly reference: string;
    readonly purpose?: string;
    readonly date?: PlainDate;
    readonly kind?: string;
    readonly place: Place;
  };
  readonly submitter?: Party;
  readonly receiver?: Party;
}

/** One CLM loop with what stands above it in the hierarchy. */
export interface ClaimLoop {
  readonly set: '837';
  readonly index: number;
  readonly bytes: Range;
  readonly places: Places;
  readonly place: Place;
  /** 2000A, 2000B, 2000C as they stood when the claim came; their places belong to their own `places`. */
  readonly billing: BillingLoop;
  readonly subscriber: SubscriberLoop;
  readonly patient?: PatientLoop;
  /** CLM01 … CLM09. */
  readonly patientControlNumber: string;
  readonly charged: Cents;
  readonly placeOfService?: string;
  readonly facilityQualifier?: string;
  readonly frequency?: string;
  readonly providerSignature?: string;
  readonly assignment?: string;
  readonly benefitsAssigned?: string;
  readonly release?: string;
  readonly dates: readonly DateOf[];
  readonly references: readonly Reference[];
  readonly amounts: readonly Amount[];
  readonly notes: readonly string[];
  /** HI, in order: qualifier as sent (ABK, ABF, BK, BF, …). */
  readonly diagnoses: readonly { readonly qualifier: string; readonly code: string; readonly place: Place }[];
  /** HI values that are no diagnoses (BG condition, BP anaesthesia, …), in order. */
  readonly codes?: readonly { readonly qualifier: string; readonly code: string; readonly place: Place }[];
  /** NM1 by NM101 at 2310. */
  readonly parties: { readonly [entity: string]: Party };
  readonly otherPayers: readonly OtherPayerLoop[];
  readonly lines: readonly ServiceLineLoop[];
}
export interface BillingLoop {
  readonly places: Places;
  readonly hl: string;
  readonly taxonomy?: string;
  readonly provider: Party;
  readonly payTo?: Party;
}
export interface SubscriberLoop {
  readonly places: Places;
  readonly hl: string;
  /** SBR01: P, S, T. */
  readonly sequence?: string;
  /** SBR02: 18 is self. */
  readonly relationship?: string;
  readonly group?: string;
  readonly groupName?: string;
  readonly filingIndicator?: string;
  readonly person: Party;
  readonly birthDate?: PlainDate;
  readonly sex?: string;
  readonly payer?: Party;
}
export interface PatientLoop {
  readonly places: Places;
  readonly hl: string;
  readonly relationship?: string;
  readonly person: Party;
  readonly birthDate?: PlainDate;
  readonly sex?: string;
}
/** 2320 with its 2330. */
export interface OtherPayerLoop {
  readonly sequence?: string;
  readonly relationship?: string;
  readonly group?: string;
  readonly filingIndicator?: string;
  readonly adjustments: readonly CasAdjustment[];
  readonly amounts: readonly Amount[];
  /** NM1 by NM101: IL other subscriber, PR other payer. */
  readonly parties: { readonly [entity: string]: Party };
  readonly place: Place;
}
export interface ServiceLineLoop {
  readonly index: number;
  readonly bytes: Range;
  readonly place: Place;
  readonly procedure?: Procedure;
  readonly charged: Cents;
  readonly unit?: string;
  readonly units?: string;
  readonly placeOfService?: string;
  /** SV107: positions in the claim's diagnoses, from 1. */
  readonly pointers: readonly number[];
  readonly dates: readonly DateOf[];
  readonly references: readonly Reference[];
  readonly amounts: readonly Amount[];
  readonly notes: readonly string[];
  readonly parties: { readonly [entity: string]: Party };
  /** 2430. */
  readonly otherPayments: readonly {
    readonly payerId: string;
    readonly paid: Cents;
    readonly procedure?: Procedure;
    readonly adjustments: readonly CasAdjustment[];
    readonly date?: PlainDate;
    readonly place: Place;
  }[];
}

export interface SetEnd {
  readonly set: string;
  readonly version: string;
  readonly control: string;
  readonly segments: number;
  readonly claims: number;
  readonly bytes: Range;
}

/**
 * What a reader tells, in the order of the file. Each `claim` comes as soon as its last segment is read, so memory stays flat.
 * A set that the definitions do not know comes as `setStart` … `setEnd` with no claims and a finding.
 */
export interface X12Handlers {
  interchange?(envelope: Envelope): void;
  setStart?(start: {
    readonly set: string;
    readonly version: string;
    readonly control: string;
    readonly envelope: Envelope;
    readonly at: number;
  }): void;
  remitHeader?(header: RemitHeader): void;
  remitClaim?(claim: RemitClaimLoop, header: RemitHeader): void;
  remitTrailer?(trailer: RemitTrailer, header: RemitHeader): void;
  claimsHeader?(header: ClaimsHeader): void;
  claim?(claim: ClaimLoop, header: ClaimsHeader): void;
  setEnd?(end: SetEnd): void;
  finding?(finding: X12Finding): void;
}

/** Push bytes in any chunks; `end` answers whether anything could be read at all. */
export interface X12Reader {
  push(chunk: Uint8Array): void;
  end(): { readonly readable: boolean; readonly interchanges: number; readonly sets: number };
}
