import type {
  Amount,
  CasAdjustment,
  Cents,
  DateOf,
  Party,
  Place,
  Places,
  PlainDate,
  Procedure,
  Range,
  Reference,
  SetOpening,
} from './wire.ts';

/** All of an 835 before its first claim. */
export interface RemitHeader extends SetOpening {
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
