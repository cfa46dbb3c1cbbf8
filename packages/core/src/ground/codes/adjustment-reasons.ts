/** What kind of reason a claim adjustment reason code is, as the work on it goes. */
export type ReasonFamily =
  | 'patient-share'
  | 'contractual'
  | 'sequestration'
  | 'withhold'
  | 'capitation'
  | 'prior-payer'
  | 'coding'
  | 'information'
  | 'duplicate'
  | 'eligibility'
  | 'timely-filing'
  | 'necessity'
  | 'bundled'
  | 'coverage'
  | 'limit'
  | 'authorization'
  | 'provider'
  | 'payment'
  | 'property-casualty'
  | 'other';

/** Our own short words for a reason code; never a code list's. */
export interface AdjustmentReason {
  readonly code: string;
  readonly words: string;
  readonly family: ReasonFamily;
}

const rows: readonly (readonly [code: string, words: string, family: ReasonFamily])[] = [
  ['1', 'Deductible', 'patient-share'],
  ['2', 'Coinsurance', 'patient-share'],
  ['3', 'Copay', 'patient-share'],
  ['4', 'Modifier does not fit', 'coding'],
  ['5', 'Place of service does not fit', 'coding'],
  ['6', 'Age does not fit the procedure', 'coding'],
  ['11', 'Diagnosis does not fit the procedure', 'coding'],
  ['16', 'Information missing or wrong', 'information'],
  ['18', 'Already received: exact duplicate', 'duplicate'],
  ['19', 'Work injury: other insurance', 'property-casualty'],
  ['20', 'Injury: liability carrier', 'property-casualty'],
  ['21', 'Injury: no-fault carrier', 'property-casualty'],
  ['22', 'Another payer may come first', 'prior-payer'],
  ['23', 'What the prior payer did', 'prior-payer'],
  ['24', 'Covered by capitation', 'capitation'],
  ['26', 'Served before coverage began', 'eligibility'],
  ['27', 'Served after coverage ended', 'eligibility'],
  ['29', 'Filed too late', 'timely-filing'],
  ['31', 'Patient not found as insured', 'eligibility'],
  ['35', 'Lifetime maximum reached', 'limit'],
  ['39', 'Authorization was refused', 'authorization'],
  ['42', 'Above the fee schedule', 'contractual'],
  ['44', 'Prompt-pay discount', 'contractual'],
  ['45', 'Contract write-off', 'contractual'],
  ['49', 'Routine care not covered', 'coverage'],
  ['50', 'Not medically necessary', 'necessity'],
  ['54', 'Several surgeons not covered', 'coverage'],
  ['55', 'Held to be experimental', 'necessity'],
  ['58', 'Wrong place of service', 'coding'],
  ['59', 'Reduced: several procedures at once', 'contractual'],
  ['66', 'Blood deductible', 'patient-share'],
  ['94', 'Paid above the charge', 'payment'],
  ['95', 'Plan rules not followed', 'coverage'],
  ['96', 'Not covered', 'coverage'],
  ['97', 'Bundled into another service', 'bundled'],
  ['100', 'Paid to the patient', 'payment'],
  ['102', 'Major medical adjustment', 'payment'],
  ['103', 'Promotional discount', 'contractual'],
  ['104', 'Managed care withhold', 'withhold'],
  ['107', 'Related service missing', 'bundled'],
  ['109', 'Wrong payer', 'eligibility'],
  ['110', 'Billed before it was served', 'information'],
  ['119', 'Benefit maximum reached', 'limit'],
  ['125', 'Submission error', 'information'],
  ['129', 'Prior processing looks wrong', 'information'],
  ['131', 'Negotiated discount', 'contractual'],
  ['140', 'Patient id and name do not agree', 'eligibility'],
  ['141', 'Covered on some of the days only', 'eligibility'],
  ['146', 'Diagnosis invalid on that day', 'coding'],
  ['147', 'Negotiated rate expired', 'payment'],
  ['150', 'Record does not support the level', 'necessity'],
  ['151', 'Record does not support the count', 'necessity'],
  ['163', 'Attachment not received', 'information'],
  ['167', 'Diagnosis not covered', 'coverage'],
  ['170', 'Not covered from this kind of provider', 'provider'],
  ['171', 'Not covered from this provider here', 'provider'],
  ['172', 'Adjusted for the provider specialty', 'contractual'],
  ['177', 'Eligibility rules not met', 'eligibility'],
  ['181', 'Procedure code invalid on that day', 'coding'],
  ['182', 'Modifier invalid on that day', 'coding'],
  ['183', 'Referring provider may not refer', 'provider'],
  ['185', 'Rendering provider may not serve this', 'provider'],
  ['187', 'Paid from a spending account', 'payment'],
  ['193', 'Payer stands by its first decision', 'payment'],
  ['197', 'No authorization', 'authorization'],
  ['198', 'Authorization exceeded', 'authorization'],
  ['199', 'Revenue and procedure code disagree', 'coding'],
  ['200', 'Coverage had lapsed', 'eligibility'],
  ['204', 'Not in this plan', 'coverage'],
  ['208', 'Provider id not on file', 'provider'],
  ['210', 'Authorization came too late', 'authorization'],
  ['216', 'Reviewer found otherwise', 'necessity'],
  ['222', 'Above the agreed count', 'limit'],
  ['226', 'Provider did not answer in full', 'information'],
  ['227', 'Patient did not answer in full', 'information'],
  ['231', 'Procedures exclude each other', 'bundled'],
  ['234', 'Not paid separately', 'bundled'],
  ['236', 'Code pair not allowed together', 'bundled'],
  ['237', 'Legislated penalty', 'contractual'],
  ['242', 'Not from the network or primary provider', 'provider'],
  ['243', 'Primary provider did not refer', 'authorization'],
  ['246', 'Reporting code, nothing to pay', 'payment'],
  ['251', 'Attachment incomplete', 'information'],
  ['252', 'Attachment needed', 'information'],
  ['253', 'Sequestration', 'sequestration'],
  ['256', 'Contract does not pay this', 'coverage'],
  ['272', 'Coverage rules not met', 'coverage'],
  ['273', 'Coverage rules exceeded', 'coverage'],
  ['276', 'Service before this one was refused', 'coverage'],
  ['288', 'No referral', 'authorization'],
  ['A1', 'Denied', 'coverage'],
  ['A2', 'Contract adjustment', 'payment'],
  ['A8', 'Could not be grouped', 'coding'],
  ['B7', 'Provider was not certified that day', 'provider'],
  ['B9', 'Patient is in hospice', 'coverage'],
  ['B11', 'Passed on to another payer', 'prior-payer'],
  ['B13', 'Paid before', 'payment'],
  ['B15', 'Needs a qualifying service first', 'bundled'],
  ['B16', 'New-patient rule not met', 'coding'],
  ['B20', 'Served by another provider', 'duplicate'],
];

const propertyAndCasualty: readonly AdjustmentReason[] = Array.from({ length: 32 }, (_, i) => ({
  code: `P${i + 1}`,
  words: 'Injury claim rule',
  family: 'property-casualty',
}));

export const adjustmentReasons: readonly AdjustmentReason[] = [
  ...rows.map(([code, words, family]) => ({ code, words, family })),
  ...propertyAndCasualty,
];

const byCode = new Map(adjustmentReasons.map((reason) => [reason.code, reason]));

/** A reason code in plain words; undefined for one that nobody gave us words for. */
export const adjustmentReason = (code: string): AdjustmentReason | undefined => byCode.get(code);
