import type { Cents, PlainDate } from '../../ground/base/index.ts';

export interface ChargedPerson {
  readonly last: string;
  readonly first: string;
  readonly middle?: string;
  /** Jr, III and the like. */
  readonly suffix?: string;
  readonly birthDate?: PlainDate;
  /** F, M or U. */
  readonly sex?: string;
  readonly address?: {
    readonly line1: string;
    readonly line2?: string;
    readonly city: string;
    readonly state?: string;
    readonly zip?: string;
  };
}

/** Who covers the patient on that day, as it was known then. */
export interface ChargedCoverage {
  readonly rank: 'primary' | 'secondary' | 'tertiary';
  /** By which claims name the payer (NM109). */
  readonly payerId: string;
  readonly payerName: string;
  readonly memberId: string;
  readonly groupNumber?: string;
  readonly groupName?: string;
  readonly filingIndicator?: string;
  /** Of Medicare where another pays before it: why that one does (12 still at work, 43 disabled …). */
  readonly insuranceType?: string;
  /** 18 the patient is the subscriber, 01 spouse, 19 child … */
  readonly relationship: string;
  readonly subscriber: ChargedPerson;
}

/** Who is asked to pay. Only what insurance is asked for ever becomes a claim. */
export type Billed = 'insurance' | 'self-pay' | 'employer-pay';

export interface ChargeLine {
  readonly procedure: { readonly code: string; readonly modifiers: readonly string[] };
  /** In words, where the code says nothing by itself. */
  readonly description?: string;
  readonly revenueCode?: string;
  readonly charged: Cents;
  /** A decimal. */
  readonly units: string;
  /** UN units, MJ minutes. */
  readonly unit: string;
  readonly servedOn?: PlainDate;
  readonly servedTo?: PlainDate;
  /** Where it differs from the charge's. */
  readonly placeOfService?: string;
  /** Codes without a dot; the first is why. */
  readonly diagnoses: readonly string[];
  readonly billed: Billed;
  /** Of whom among those who cover the patient, where it is not the first: a vision plan. */
  readonly payerId?: string;
  readonly note?: string;
  readonly drug?: { readonly ndc: string; readonly unit: string; readonly quantity: string };
  readonly teeth: readonly { readonly tooth: string; readonly surfaces: readonly string[] }[];
  readonly oralCavities: readonly string[];
  /** I initial, R replacement. */
  readonly prosthesis?: string;
  readonly priorPlacedOn?: PlainDate;
  /** Minutes of a timed service. */
  readonly minutes?: number;
  readonly renderingNpi?: string;
  readonly orderingNpi?: string;
}

/** What was done for a patient, with what it costs: one visit, or several, or none (a laboratory's month). */
export interface Charge {
  readonly kind: 'professional' | 'institutional' | 'dental';
  /** The practice's number of it, by which payers answer; or of the patient, where `visit` tells the visits apart. */
  readonly account: string;
  /** Which of the account's visits: letters and digits, as the practice numbers them, or the day. */
  readonly visit?: string;
  readonly patient: ChargedPerson;
  readonly coverages: readonly ChargedCoverage[];
  readonly placeOfService: string;
  readonly renderingNpi?: string;
  readonly referringNpi?: string;
  readonly supervisingNpi?: string;
  readonly facilityNpi?: string;
  readonly authorizationNumber?: string;
  readonly referralNumber?: string;
  /** What it is about, where an accident or the patient's work is: on which day, and of the road in which state. */
  readonly accident?: { readonly kind: 'auto' | 'employment' | 'other'; readonly on?: PlainDate; readonly state?: string };
  /** The laboratory's certificate. */
  readonly cliaNumber?: string;
  /** In a hospital from and until, of what a professional bills. */
  readonly hospitalFrom?: PlainDate;
  readonly hospitalTo?: PlainDate;
  /** Asks what would be paid. */
  readonly predetermination: boolean;
  readonly note?: string;
  readonly missingTeeth: readonly string[];
  readonly attachments: readonly { readonly report: string; readonly transmission: string; readonly controlNumber?: string }[];
  /** Of a facility: three digits of the type of bill, and when somebody came and how they left. */
  readonly stay?: {
    readonly typeOfBill: string;
    readonly admissionType?: string;
    readonly admissionSource?: string;
    readonly patientStatus?: string;
    readonly admittedOn?: PlainDate;
    readonly attendingNpi?: string;
    readonly operatingNpi?: string;
    /** HH:MM. */
    readonly admittedAt?: string;
    readonly dischargedAt?: string;
    /** The days of the statement, where the lines do not say them. */
    readonly from?: PlainDate;
    readonly to?: PlainDate;
    readonly admittingDiagnosis?: string;
    readonly reasonsForVisit?: readonly string[];
    /** Of each diagnosis that needs it: Y, N, U, W. */
    readonly presentOnAdmission?: readonly { readonly diagnosis: string; readonly is: string }[];
    /** ICD-10-PCS, the principal one first. */
    readonly procedures?: readonly { readonly code: string; readonly on?: PlainDate }[];
    readonly conditions?: readonly string[];
    readonly occurrences?: readonly { readonly code: string; readonly on: PlainDate }[];
    readonly values?: readonly { readonly code: string; readonly amount: Cents }[];
  };
  readonly orthodontics?: { readonly months?: number; readonly monthsRemaining?: number; readonly appliancePlacedOn?: PlainDate };
  readonly patientPaid?: Cents;
  readonly lines: readonly ChargeLine[];
}
