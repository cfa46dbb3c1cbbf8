export * from './access/index.ts';
export * from './autonomy/index.ts';
export { type Canonical, canonical } from './canonical.ts';
export { bodyText, type ChainEntry, firstBreak, genesis, hashedText, type RecordBody } from './record.ts';
