export { employ, establish, type FirstRunParts, firstPractice, type Person } from './first-run.ts';
export { openSignIn, type SignedIn, type SignIn, type User } from './sign-in.ts';
export { addMember, type Membership, membershipsOf, practices } from './store.ts';
