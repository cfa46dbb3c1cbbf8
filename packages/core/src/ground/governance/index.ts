export * from './access/index.ts';
export * from './autonomy/index.ts';
export { type Canonical, canonical } from './canonical.ts';
export {
  type Checkpoint,
  checkpointHash,
  checkpointText,
  markLength,
  readCheckpoint,
  type SignedCheckpoint,
} from './checkpoint.ts';
export { type CheckpointWalk, checkpointBreaks, type Held, walkCheckpoints } from './checkpoint-walk.ts';
export { merkleRoot, type PathStep, pathTo, rootOfPath, type Sha256 } from './merkle.ts';
export * from './onboarding/index.ts';
export {
  isPurpose,
  type PatientField,
  type Purpose,
  patientFields,
  purposes,
  type Serves,
  tooWide,
  type Width,
  widths,
} from './purpose.ts';
export {
  type Break,
  bodyText,
  type ChainEntry,
  type ChainName,
  type ChainWalk,
  chainNames,
  genesis,
  hashedText,
  missing,
  type RecordActor,
  type RecordBody,
  saidText,
  walkChain,
} from './record.ts';
export {
  accountYears,
  type DisclosureBasis,
  disclosureBases,
  keptFrom,
  notAccounted,
  type RetentionClass,
  retentionClasses,
  retentionClassNames,
  retentionOf,
} from './retention.ts';
export { checkFeature, type FeatureForm, learningTables, setByPeople } from './training.ts';
