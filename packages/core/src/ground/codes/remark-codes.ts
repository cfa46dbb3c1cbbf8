/** Our own short words for the few remark codes that change what is done next. */
const words: ReadonlyMap<string, string> = new Map([
  ['MA18', 'Passed on to the next insurer'],
  ['N89', 'Passed on to more than one insurer'],
  ['MA01', 'May be appealed'],
  ['MA04', 'Prior payer information missing'],
  ['MA07', 'Passed on to Medicaid'],
  ['MA130', 'Could not be processed: send a new claim'],
  ['M15', 'Bundled services'],
  ['M127', 'Medical record missing'],
  ['N115', 'Coverage policy applied'],
  ['N130', 'See the benefit plan'],
  ['N290', 'Rendering provider id missing'],
  ['N382', 'Patient id missing or wrong'],
  ['N706', 'Documentation missing'],
]);

export const remarkWords = (code: string): string | undefined => words.get(code);

/** Remark codes by which a payer says that it passed the claim on. */
export const forwardingRemarks: ReadonlySet<string> = new Set(['MA18', 'N89', 'MA07']);
