import type { Cents, PlainDate } from '../../ground/base/index.ts';
import type { ProcedureCode } from './claim.ts';
import type { ExpectedToSend } from './expected.ts';

export type ClaimKind = 'professional' | 'institutional' | 'dental';
export type Rank = 'primary' | 'secondary' | 'tertiary';

export interface Address {
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  readonly state?: string;
  readonly zip?: string;
}

/** A provider as it stood when the claim was built, copied by value: a later change of the provider changes no claim. */
export interface ProviderToSend {
  readonly entity: 'person' | 'organisation';
  /** Last name or the organisation's. */
  readonly name: string;
  readonly first?: string;
  readonly npi?: string;
  /** Digits: an employer's number, or a person's. */
  readonly taxId?: string;
  readonly taxIdKind?: 'employer' | 'person';
  readonly taxonomy?: string;
  readonly address?: Address;
  readonly phone?: string;
}

export interface PersonToSend {
  readonly last: string;
  readonly first: string;
  readonly middle?: string;
  /** Jr, III and the like. */
  readonly suffix?: string;
  readonly birthDate?: PlainDate;
  /** F, M or U. */
  readonly sex?: string;
  readonly address?: Address;
}

/** One reason of an adjustment: group and CARC with its cents, and units where the payer gave them. */
export interface AdjustmentToSend {
  readonly group: string;
  readonly reason: string;
  readonly amount: Cents;
  readonly quantity?: string;
}

/** What an earlier payer decided, from its posted remit. */
export interface PriorDecision {
  readonly decidedOn?: PlainDate;
  readonly paid: Cents;
  /** Adjustments of the whole claim; those of lines stand with the lines. */
  readonly adjustments: readonly AdjustmentToSend[];
  readonly lines: readonly {
    /** The claim's line that it speaks of. */
    readonly number: number;
    readonly paid: Cents;
    readonly procedure: ProcedureCode;
    readonly units?: string;
    readonly decidedOn?: PlainDate;
    readonly adjustments: readonly AdjustmentToSend[];
  }[];
}

export interface CoverageToSend {
  readonly rank: Rank;
  readonly payerId: string;
  readonly payerName: string;
  readonly payerAddress?: Address;
  readonly memberId: string;
  readonly groupNumber?: string;
  readonly groupName?: string;
  /** SBR09: MB, CI, HM … */
  readonly filingIndicator?: string;
  /** SBR05, of Medicare where another pays before it: why that one does (12 still at work, 43 disabled …). */
  readonly insuranceType?: string;
  /** SBR02 or PAT01: 18 the patient is the subscriber, 01 spouse, 19 child … */
  readonly relationship: string;
  readonly subscriber: PersonToSend;
  readonly startsOn?: PlainDate;
  readonly endsOn?: PlainDate;
  readonly decision?: PriorDecision;
}

export interface DiagnosisToSend {
  /** Without a dot, as it goes on the wire. */
  readonly code: string;
  readonly system: 'ICD-10-CM' | 'ICD-9-CM';
  readonly presentOnAdmission?: string;
}

/** What a tooth line says: universal number and its surfaces. */
export interface ToothToSend {
  readonly tooth: string;
  readonly surfaces: readonly string[];
}

export interface LineToSend {
  readonly number: number;
  /** REF*6R, by which the payer's answer finds its line. */
  readonly lineControlNumber?: string;
  readonly procedure: ProcedureCode;
  /** In words, where the code says nothing by itself (SV101-7). */
  readonly description?: string;
  readonly revenueCode?: string;
  readonly billed: Cents;
  /** A decimal. */
  readonly units: string;
  /** UN units, MJ minutes. */
  readonly unit: string;
  readonly servedOn?: PlainDate;
  readonly servedTo?: PlainDate;
  /** Where it differs from the claim's. */
  readonly placeOfService?: string;
  /** Positions in the claim's diagnoses, from 1; the first is why. */
  readonly pointers: readonly number[];
  readonly note?: string;
  readonly drug?: { readonly ndc: string; readonly unit: string; readonly quantity: string };
  readonly teeth: readonly ToothToSend[];
  /** Areas of the mouth: 00, 01, 02, 10, 20, 30, 40. */
  readonly oralCavities: readonly string[];
  /** I initial, R replacement. */
  readonly prosthesis?: string;
  readonly priorPlacedOn?: PlainDate;
  /** Minutes of a timed service, where the charge says them. Never on the wire. */
  readonly minutes?: number;
  readonly rendering?: ProviderToSend;
  readonly ordering?: ProviderToSend;
  /** What the contract's rate comes to, whatever is billed. Never on the wire, as what is expected of it. */
  readonly expectedAllowed?: Cents;
  readonly expected?: ExpectedToSend;
  readonly attachments: readonly AttachmentToSend[];
}

/** PWK: what comes apart from the claim. */
export interface AttachmentToSend {
  /** PWK01: OZ, RB radiograph, P6 periodontal chart … */
  readonly report: string;
  /** PWK02: AA on request, BM mail, EL electronic, FX fax. */
  readonly transmission: string;
  readonly controlNumber?: string;
}

/** What an institutional claim says beside. */
export interface StayToSend {
  /** Three digits, with the frequency last: 131. */
  readonly typeOfBill: string;
  readonly admissionType?: string;
  readonly admissionSource?: string;
  readonly patientStatus?: string;
  readonly conditions: readonly string[];
  readonly occurrences: readonly { readonly code: string; readonly on: PlainDate }[];
  readonly values: readonly { readonly code: string; readonly amount: Cents }[];
  readonly admittedOn?: PlainDate;
  /** HH:MM. */
  readonly admittedAt?: string;
  readonly dischargedAt?: string;
  /** The days of the statement, where the lines do not say them. */
  readonly from?: PlainDate;
  readonly to?: PlainDate;
  /** Without a dot: for what somebody was admitted (HI*ABJ), and of an outpatient why they came (HI*APR, three at most). */
  readonly admittingDiagnosis?: string;
  readonly reasonsForVisit?: readonly string[];
  /** ICD-10-PCS, the principal one first. */
  readonly procedures?: readonly { readonly code: string; readonly on?: PlainDate }[];
  readonly attending?: ProviderToSend;
  readonly operating?: ProviderToSend;
}

/** A claim as it is to go out: every fact copied by value, so that what was approved is what is sent. Made of charges, or read from an 837. */
export interface ClaimToSend {
  readonly kind: ClaimKind;
  readonly patientControlNumber: string;
  /** CLM05-3: 1 original, 7 replacement, 8 void. */
  readonly frequency: string;
  /** The payer's number of the claim that this one replaces or voids (REF*F8). */
  readonly originalPayerControlNumber?: string;
  /** Asks what would be paid, bills nothing (CLM19). */
  readonly predetermination: boolean;
  /** The sum of the lines. */
  readonly billed: Cents;
  readonly patient: PersonToSend;
  /** In order of who pays first; the one of rank `sentAs` is whom this goes to. */
  readonly coverages: readonly CoverageToSend[];
  readonly sentAs: Rank;
  readonly billing: ProviderToSend;
  readonly payTo?: { readonly address: Address };
  readonly rendering?: ProviderToSend;
  readonly referring?: ProviderToSend;
  readonly supervising?: ProviderToSend;
  /** Left out where it is the billing provider's own place. */
  readonly facility?: ProviderToSend;
  readonly placeOfService: string;
  readonly diagnoses: readonly DiagnosisToSend[];
  readonly authorizationNumber?: string;
  /** Under which the payer answered what was asked beforehand (REF*G3). */
  readonly predeterminationNumber?: string;
  readonly referralNumber?: string;
  /** Of a professional claim: the laboratory's certificate (REF*X4), as 12D4567890. */
  readonly cliaNumber?: string;
  /** CLM06: the provider's signature is on file. */
  readonly signatureOnFile: boolean;
  /** CLM07: A accepted, B for laboratory services only, C not. */
  readonly assignment: string;
  /** CLM08: Y, N, W. */
  readonly benefitsAssigned: string;
  /** CLM09. */
  readonly release: string;
  readonly accident?: { readonly kind: 'auto' | 'employment' | 'other'; readonly on?: PlainDate; readonly state?: string };
  readonly onsetOn?: PlainDate;
  /** Of a professional claim for somebody in a hospital: from when, and until when (DTP*435, 096). */
  readonly hospitalFrom?: PlainDate;
  readonly hospitalTo?: PlainDate;
  readonly note?: string;
  readonly attachments: readonly AttachmentToSend[];
  readonly missingTeeth: readonly string[];
  readonly orthodontics?: { readonly months?: number; readonly monthsRemaining?: number; readonly appliancePlacedOn?: PlainDate };
  readonly stay?: StayToSend;
  readonly patientPaid?: Cents;
  /** What the file that it was read from said beside, and there is no room for here: segments by name (`REF*X4 (2300)`). Never on the wire. */
  readonly leftOut?: readonly string[];
  readonly lines: readonly LineToSend[];
  /** Lines that left it because the patient pays them: charged to the patient in the books. Never on the wire. */
  readonly patientLines?: readonly LineToSend[];
}
