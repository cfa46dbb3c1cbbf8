export { chargeCommands } from './commands.ts';
export * as inputs from './input.ts';
export { chargeQueries } from './queries.ts';
export { chargesToBuild, type KeptCharge, lastChargeOf, setChargeStates } from './store.ts';
