import { createAcknowledger, createChecker, createExplainer, createJson, createReader, createSummary } from '../../src/index.ts';
import { bytesOf, claim, claimsHead, ISA, remitClaim, remitHead } from '../files.ts';

/** A file without end: how it begins, and what then comes again and again. */
interface Flood {
  readonly name: string;
  readonly begins: string;
  readonly goesOn: string;
}

const open = (set: string, group: string, version: string, ...segments: readonly string[]) =>
  `${[ISA, `GS*${group}*A*B*20240315*0941*1*X*${version}`, `ST*${set}*0001*${version}`, ...segments].join('~')}~`;
const remit = open('835', 'HP', '005010X221A1', ...remitHead);
const claims = open('837', 'HC', '005010X222A1', ...claimsHead);
const inClaim = open('837', 'HC', '005010X222A1', ...claimsHead, ...claim);
const inRemit = open('835', 'HP', '005010X221A1', ...remitHead, ...remitClaim);
const flood = (name: string, begins: string, goesOn: string): Flood => ({ name, begins, goesOn });

export const floods: readonly Flood[] = [
  flood('zeros', '', '\0'),
  flood('blanks', '', ' \n'),
  flood('letters', '', 'A'),
  flood('ISA', '', 'ISA*'),
  flood('whole ISA', '', `${ISA}~`),
  flood('an element', remit, 'A'),
  flood('elements', remit, '*A'),
  flood('parts', `${inRemit}SVC*HC`, ':1'),
  flood('empty segments', remit, '~'),
  flood('unknown segments', remit, 'ZZ*1~'),
  flood('segments without a name', remit, '*~'),
  flood('sets', remit, 'SE*1*0001~ST*835*0001~'),
  flood('unknown sets', remit, 'SE*1*0001~ST*999999*7~'),
  flood('remit claims', remit, `${remitClaim.join('~')}~`),
  flood('lines of one claim', inRemit, 'SVC*HC:99213*1*1~CAS*CO*45*0~'),
  flood('adjustments of one line', inRemit, 'CAS*CO*45*1~'),
  flood('references of one claim', inClaim, 'REF*D9*1~'),
  flood('notes of one claim', inClaim, 'NTE*ADD*A NOTE~'),
  flood('provider adjustments', remit, 'PLB*1999999984*20241231*WO*1~'),
  flood('claims', claims, `${claim.join('~')}~`),
  flood('lines', inClaim, 'LX*1~SV1*HC:99213*1*UN*1~'),
  flood('other payers', inClaim, 'SBR*S*18~'),
  flood('levels', claims, 'HL*1*1*22*0~'),
  flood('deeper levels', claims, 'HL*3*2*23*0~HL*2*1*22*1~'),
  flood('parties', inClaim, 'NM1*QC*1*QUILL~NM1*82*1*B~'),
  flood('status', open('277', 'HN', '005010X212', 'BHT*0010*08*1*20240315*0941*DG'), 'HL*1*1*22*0~TRN*2*A~STC*A1:20~'),
  flood('answers', open('999', 'FA', '005010X231A1', 'AK1*HC*1*005010X222A1'), 'AK2*837*0001~IK3*CLM*1**8~IK4*1*1*1~IK5*R~'),
  flood('benefits', open('271', 'HB', '005010X279A1', 'HL*1**20*1', 'HL*2*1*21*1', 'HL*3*2*22*0', 'NM1*IL*1*A'), 'EB*1*IND*30~MSG*A~'),
];

interface View {
  push(chunk: Uint8Array): void;
  end(): unknown;
}
const nobody = (): void => {};

export const views: { readonly [door: string]: () => View } = {
  read: () => createReader({ remitClaim: nobody, claim: nobody, finding: nobody }),
  unchecked: () => createReader({ remitClaim: nobody, claim: nobody, finding: nobody }, { check: false }),
  check: () => createChecker(nobody),
  summary: () => createSummary('flood'),
  explain: () => createExplainer(nobody),
  json: () => createJson(nobody),
  ack: () => createAcknowledger({ date: '2024-03-16', time: '10:00', interchangeControl: '000000042' }),
};

/** Lets so many bytes of a flood run into a view. */
export function pour({ begins, goesOn }: Flood, view: View, bytes: number, wet: () => void): void {
  view.push(bytesOf(begins));
  const wave = bytesOf(goesOn.repeat(Math.ceil((1 << 16) / goesOn.length)));
  for (let poured = 0; poured < bytes; poured += wave.length) {
    view.push(wave);
    wet();
  }
  view.end();
}
