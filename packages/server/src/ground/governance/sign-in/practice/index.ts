export { signInCommands, signInQueries } from './commands.ts';
export { type SignInDesk, signInDesk } from './desk.ts';
export { needsSecondFactor, type Policy, strictest, usualPolicy } from './policy.ts';
export { identityRecord } from './store.ts';
