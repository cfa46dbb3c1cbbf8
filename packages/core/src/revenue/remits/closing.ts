import type { Finding } from '../../ground/base/index.ts';

const ofSet = new Set(['count.segments', 'control.set']);
const ofFile = new Set(['count.sets', 'count.groups', 'control.group', 'control.interchange', 'gs.not-closed', 'isa.not-closed']);

/** What says that a remittance was not closed as it was opened (SE): segments of it may be missing. */
export const closesWrong = ({ code }: Finding): boolean => ofSet.has(code);

/** As `closesWrong`, of the group or interchange around it (GE, IEA): other remittances of the file may be missing. */
export const fileClosesWrong = ({ code }: Finding): boolean => ofFile.has(code);
