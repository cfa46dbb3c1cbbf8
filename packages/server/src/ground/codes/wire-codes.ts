import { plainDate } from '@claimwright/core/ground/base';
import type { Answer, CodeTables, TableName } from '@claimwright/core/ground/codes';
import type { CodeKind, CodeTables as WireCodes } from '@claimwright/x12';

/** The tables that tell whether a code exists. */
export const wireTables: readonly TableName[] = ['diagnoses', 'procedures', 'places', 'adjustment-reasons', 'remark-codes'];

type Ask = (tables: CodeTables, code: string, on: Parameters<CodeTables['procedure']>[1]) => Answer<object> | undefined;
const questions: { readonly [kind in CodeKind]?: Ask } = {
  diagnosis: (tables, code, on) => tables.diagnosis(code, on),
  procedure: (tables, code, on) => tables.procedure(code, on),
  'dental procedure': (tables, code, on) => tables.procedure(code, on),
  'place of service': (tables, code, on) => tables.place(code, on),
  'adjustment reason': (tables, code, on) => tables.adjustmentReason?.(code, on),
  remark: (tables, code, on) => tables.remark?.(code, on),
};

/** Code tables as X12's level 5 asks them: as of the day of service. Without a day, or an edition for it, nobody knows. */
export const wireCodes = (tables: CodeTables): WireCodes => ({
  has: (kind, code, on) => {
    const day = on === undefined ? undefined : plainDate(on);
    const answer = day === undefined ? undefined : questions[kind]?.(tables, code, day);
    return answer === undefined || answer.is === 'no-edition' ? undefined : answer.is === 'found';
  },
});
