export { openSignIn, prepareSignIn, type SignedIn, type SignIn, type User } from './sign-in.ts';
export { addMember, type Membership, membershipsOf, practices } from './store.ts';
