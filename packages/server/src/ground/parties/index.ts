export { addedBeside } from './apart/store.ts';
export { membersMeant } from './members/store.ts';
export { asOne, saidOf, sayOfTwo } from './one/store.ts';
/** Tables, for joins in the stores upstairs. */
export { patient, payer } from './schema.ts';
export {
  indexOldPatients,
  memberIndex,
  openedOnce,
  patientsById,
  patientsFound,
  patientsNamedAndBorn,
  searchTokens,
  typedName,
} from './search/store.ts';
export { type OpeningBalance, type SetUp, setUpInput, setUpPractice } from './set-up.ts';
export {
  type Bringing,
  likelyName,
  type MetPatient,
  type MetPayer,
  namesakesOf,
  ownNumbers,
  type PayerRow,
  patientCorrected,
  patientsMet,
  patientsOf,
  payerById,
  payersByIds,
  payersOf,
  siteNumbers,
} from './store.ts';
