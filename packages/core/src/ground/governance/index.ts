export { type Consequence, decideAutonomy, type Level, levels, type Verdict, type Workflow, workflows } from './autonomy.ts';
export { type Canonical, canonical } from './canonical.ts';
export * from './access/index.ts';
export { bodyText, type ChainEntry, firstBreak, genesis, hashedText, type RecordBody } from './record.ts';
