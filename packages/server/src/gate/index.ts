export { approvalCommands, approvalQueries } from './approvals.ts';
export { approve } from './approve.ts';
export { cursorOf, pageOf, readCursor } from './cursor.ts';
export { type Actor, type Command, type Ctx, command, type Done, type Query, query } from './define.ts';
export { cannot, notFound, Refusal, type RefusalCode, refusals } from './errors.ts';
export { type Acted, type ActOptions, createGate, type Gate, type Parts } from './gate.ts';
export { refuseUnkeepable } from './keepable.ts';
export { gateQueries } from './queries.ts';
export { append, bodyOf, verifyRecord } from './record.ts';
