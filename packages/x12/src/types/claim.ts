import type {
  Amount,
  Attachment,
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

/** Which guide an 837 follows: 837P (X222), 837I (X223) or 837D (X224). */
export type ClaimType = 'professional' | 'institutional' | 'dental';

/** An 837's opening: BHT, submitter, receiver. */
export interface ClaimsHeader extends SetOpening {
  readonly set: '837';
  readonly claimType: ClaimType;
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
  readonly claimType: ClaimType;
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
  /** CLM11: AA auto, EM employment, OA other accident; and the state of an auto accident. */
  readonly relatedCauses?: { readonly causes: readonly string[]; readonly state?: string };
  /** CLM19: PB asks for a predetermination. */
  readonly submission?: string;
  readonly dates: readonly DateOf[];
  readonly references: readonly Reference[];
  readonly amounts: readonly Amount[];
  readonly notes: readonly string[];
  readonly attachments?: readonly Attachment[];
  /** HI, in order: qualifier as sent (ABK, ABF, BK, BF, …). */
  readonly diagnoses: readonly {
    readonly qualifier: string;
    readonly code: string;
    /** HI01-9: Y, N, U, W. */
    readonly presentOnAdmission?: string;
    readonly place: Place;
  }[];
  /** HI values that are no diagnoses (BG condition, BP anaesthesia, …), in order. */
  readonly codes?: readonly { readonly qualifier: string; readonly code: string; readonly place: Place }[];
  /** NM1 by NM101 at 2310. */
  readonly parties: { readonly [entity: string]: Party };
  readonly otherPayers: readonly OtherPayerLoop[];
  readonly lines: readonly ServiceLineLoop[];
  /** Of an 837I. */
  readonly institutional?: InstitutionalDetail;
  /** Of an 837D. */
  readonly dental?: DentalDetail;
}

/** What a UB-04 says and a CMS-1500 does not. */
export interface InstitutionalDetail {
  /** CLM05-1 and CLM05-3 together: 131, 111, 0730. */
  readonly typeOfBill: string;
  /** CL1. */
  readonly admission?: {
    /** CL101. */
    readonly type?: string;
    /** CL102. */
    readonly source?: string;
    /** CL103. */
    readonly patientStatus?: string;
    readonly place: Place;
  };
  /** DTP*096, HH:MM. */
  readonly dischargeTime?: string;
  /** HI*BG. */
  readonly conditions: readonly { readonly code: string; readonly place: Place }[];
  /** HI*BH. */
  readonly occurrences: readonly { readonly code: string; readonly date?: PlainDate; readonly place: Place }[];
  /** HI*BI. */
  readonly occurrenceSpans: readonly {
    readonly code: string;
    readonly date?: PlainDate;
    readonly to?: PlainDate;
    readonly place: Place;
  }[];
  /** HI*BE: amounts, or counts written as amounts. */
  readonly values: readonly { readonly code: string; readonly amount: Cents; readonly place: Place }[];
  /** HI*BBR, BBQ (ICD-10-PCS), BR, BQ (ICD-9), BP, BO. */
  readonly procedures: readonly {
    readonly qualifier: string;
    readonly code: string;
    readonly date?: PlainDate;
    readonly place: Place;
  }[];
  /** HI*DR. */
  readonly diagnosisRelatedGroup?: string;
}

/** What an ADA claim form says and a CMS-1500 does not. */
export interface DentalDetail {
  /** DN1. */
  readonly orthodontics?: {
    /** DN101, a decimal as sent. */
    readonly months?: string;
    /** DN102, a decimal as sent. */
    readonly monthsRemaining?: string;
    /** DN103, DN104. */
    readonly services?: string;
    readonly description?: string;
    readonly place: Place;
  };
  /** DN2: teeth that are missing or to be extracted. */
  readonly teeth: readonly { readonly tooth: string; readonly status: string; readonly place: Place }[];
}
/** 2000A: who bills, and to whom it is paid. */
export interface BillingLoop {
  readonly places: Places;
  readonly hl: string;
  readonly taxonomy?: string;
  readonly provider: Party;
  readonly payTo?: Party;
}
/** 2000B: whose insurance it is, and the payer. */
export interface SubscriberLoop {
  readonly places: Places;
  readonly hl: string;
  /** SBR01: P, S, T. */
  readonly sequence?: string;
  /** SBR02: 18 is self. */
  readonly relationship?: string;
  readonly group?: string;
  readonly groupName?: string;
  /** SBR05, of Medicare: why another pays before it. */
  readonly insuranceType?: string;
  readonly filingIndicator?: string;
  readonly person: Party;
  readonly birthDate?: PlainDate;
  readonly sex?: string;
  readonly payer?: Party;
}
/** 2000C: the patient, where that is not the subscriber. */
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
  readonly groupName?: string;
  /** SBR05, of Medicare: why another pays before it. */
  readonly insuranceType?: string;
  readonly filingIndicator?: string;
  readonly adjustments: readonly CasAdjustment[];
  readonly amounts: readonly Amount[];
  /** DTP*573 of 2330B: when it decided the claim. */
  readonly decidedOn?: PlainDate;
  /** NM1 by NM101: IL other subscriber, PR other payer. */
  readonly parties: { readonly [entity: string]: Party };
  readonly place: Place;
}
/** One LX loop (2400) of a claim. */
export interface ServiceLineLoop {
  readonly index: number;
  readonly bytes: Range;
  readonly place: Place;
  /** SV101, SV202, SV301. */
  readonly procedure?: Procedure;
  readonly charged: Cents;
  /** SV201. */
  readonly revenueCode?: string;
  readonly unit?: string;
  readonly units?: string;
  readonly placeOfService?: string;
  /** SV206, a decimal as sent. */
  readonly rate?: string;
  /** SV207. */
  readonly nonCovered?: Cents;
  readonly attachments?: readonly Attachment[];
  /** LIN and CTP: what was given. */
  readonly drug?: {
    /** N4: an NDC. */
    readonly qualifier: string;
    readonly code: string;
    /** CTP04, a decimal as sent, and CTP05. */
    readonly quantity?: string;
    readonly unit?: string;
    readonly place: Place;
  };
  /** SV304: areas of the mouth. */
  readonly oralCavities?: readonly string[];
  /** SV305: I initial, R replacement. */
  readonly prosthesis?: string;
  /** TOO. */
  readonly teeth?: readonly { readonly tooth: string; readonly surfaces: readonly string[]; readonly place: Place }[];
  /** SV107, SV311: positions in the claim's diagnoses, from 1. */
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
    /** SVD05, a decimal as sent. */
    readonly units?: string;
    readonly adjustments: readonly CasAdjustment[];
    readonly date?: PlainDate;
    /** AMT02 under EAF: what was left to the patient. */
    readonly liability?: Cents;
    readonly place: Place;
  }[];
}
