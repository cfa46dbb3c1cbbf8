export type { Billed, Charge, ChargedCoverage, ChargedPerson, ChargeLine } from './charge.ts';
export { type Column as ChargeColumn, chargeColumns, unreadable } from './charge-columns.ts';
export { type MemberOfRank, ofCorrected } from './corrected-patient.ts';
export { type PayerKnown, payerFinding } from './payer-named.ts';
export {
  type KnownPatientCharge,
  type PatientCharge,
  type PatientChargesPlanned,
  planPatientCharges,
  selfPaid,
} from './plan-patient-charges.ts';
export { type ChargesRead, readChargeCsv } from './read-charge-csv.ts';
export { accountFinding, controlNumberOf, samePatient, sameVisit } from './same-visit.ts';
