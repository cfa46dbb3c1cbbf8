export { employ, establish, type FirstRunParts, firstPractice, type Person } from './first-run.ts';
export * from './sign-in/index.ts';
export * from './sign-in/practice/index.ts';
export { addMember, type Membership, membershipsOf, practices } from './store.ts';
export { tellPartners, type WriteBackJob } from './write-back/index.ts';
