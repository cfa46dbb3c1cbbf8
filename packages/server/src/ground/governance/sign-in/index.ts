export type { Entered, SecondFactor } from './entering.ts';
export type { AuthenticatorOffer, Factors } from './factors.ts';
export { type IdentityAct, type IdentityEvent, identityActs, type Way } from './parts.ts';
export type { Notice } from './reset.ts';
export { type Device, type Limits, type Session, type Standing, standing, usualLimits } from './sessions.ts';
export { openSignIn, type SignIn, type User } from './sign-in.ts';
export type { Provider } from './single-sign-on.ts';
