export { chargeCommands } from './commands.ts';
export * as inputs from './input.ts';
export { chargedByThemselves, patientOwes, settlePatientCharges } from './patient/store.ts';
export { chargeQueries } from './queries.ts';
export { chargesToBuild, type KeptCharge, lastChargeOf, setChargeStates } from './store.ts';
