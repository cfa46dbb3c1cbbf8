export type { DenialFacts, PastClaim } from './facts.ts';
export { type Judgement, judge } from './judge.ts';
export { type DenialModel, type Learned, learnDenials, leastHistory } from './learn.ts';
export { type Foretold, foretell } from './predict.ts';
