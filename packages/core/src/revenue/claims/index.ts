export type { Claim, Coverage, Person, ProcedureCode, ServiceLine } from './claim.ts';
