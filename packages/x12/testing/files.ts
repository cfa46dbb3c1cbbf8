import { createReader, type ReaderOptions } from '../src/create-reader.ts';
import type { ClaimLoop, ClaimsHeader, Envelope, RemitClaimLoop, RemitHeader, RemitTrailer, SetEnd, X12Finding } from '../src/types.ts';

/** Files of fictional people for tests, written segment by segment so that each test can damage them. */

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

export const ISA = 'ISA*00*          *00*          *ZZ*CEDARMUTUAL    *ZZ*LARKSPUR       *240315*0941*^*00501*000000001*0*P*:';
export const ISA4010 = ISA.replace('*^*00501*', '*U*00401*');

export const remitHead = [
  'BPR*I*120*C*ACH************20240315',
  'TRN*1*EFT0001*1512345678',
  'DTM*405*20240314',
  'N1*PR*CEDAR MUTUAL',
  'N3*1 CEDAR WAY',
  'N4*PORTLAND*OR*97201',
  'PER*BL*DESK*TE*5035550100',
  'N1*PE*LARKSPUR CLINIC*XX*1999999984',
  'LX*1',
];
export const remitClaim = [
  'CLP*CW1001*1*150*120*10*12*PCN77*11*1',
  'NM1*QC*1*QUILL*TAMSIN*J***MI*M100',
  'REF*EA*R1',
  'DTM*050*20240310',
  'SVC*HC:99213:25*100*80**1',
  'DTM*472*20240301',
  'CAS*CO*45*10',
  'CAS*PR*2*10',
  'REF*6R*L1',
  'AMT*B6*90',
  'LQ*HE*N130',
  'SVC*HC:93000*50*40**1',
  'CAS*CO*45*10',
];
export const claimsHead = [
  'BHT*0019*00*B1*20240315*0941*CH',
  'NM1*41*2*LARKSPUR CLINIC*****46*LARK',
  'PER*IC*DESK*TE*5035550100',
  'NM1*40*2*CEDAR MUTUAL*****46*CEDAR',
  'HL*1**20*1',
  'PRV*BI*PXC*152W00000X',
  'NM1*85*2*LARKSPUR CLINIC*****XX*1999999984',
  'N3*7 LARK LN',
  'N4*PORTLAND*OR*97201',
  'REF*EI*991234567',
  'HL*2*1*22*0',
  'SBR*P*18*GRP7******CI',
  'NM1*IL*1*QUILL*TAMSIN****MI*M100',
  'N3*12 ELM ST',
  'N4*PORTLAND*OR*97201',
  'DMG*D8*19700410*F',
  'NM1*PR*2*CEDAR MUTUAL*****PI*CEDAR',
];
export const claim = [
  'CLM*CW2001*150***11:B:1*Y*A*Y*Y',
  'HI*ABK:H5213*ABF:E119',
  'NM1*82*1*FENWICK*OAKLEY****XX*1679523708',
  'LX*1',
  'SV1*HC:92014:25*100*UN*1***1:2',
  'DTP*472*D8*20240301',
  'LX*2',
  'SV1*HC:99213*50*UN*1***1',
  'DTP*472*RD8*20240301-20240302',
];

interface Around {
  readonly isa?: string;
  readonly version?: string;
  readonly end?: string;
  readonly count?: number;
}

const groups: { readonly [set: string]: string } = { 835: 'HP', 999: 'FA', 270: 'HS', 271: 'HB', 276: 'HR', 277: 'HN', 278: 'HI' };

/** One interchange of one set around these segments, with right counts unless `count` says otherwise. */
export function fileOf(set: '835' | '837' | string, segments: readonly string[], around: Around = {}): string {
  const { isa = ISA, end = '~', count = segments.length + 2 } = around;
  const version = around.version ?? (set === '835' ? '005010X221A1' : '005010X222A1');
  const st = set === '835' ? 'ST*835*0001' : `ST*${set}*0001*${version}`;
  const group = `GS*${groups[set] ?? 'HC'}*CEDARMUTUAL*LARKSPUR*20240315*0941*1*X*${version}`;
  return `${[isa, group, st, ...segments, `SE*${count}*0001`, 'GE*1*1', 'IEA*1*000000001'].join(end)}${end}`;
}

export const remitFile = (around?: Around): string => fileOf('835', [...remitHead, ...remitClaim], around);
export const claimsFile = (around?: Around): string => fileOf('837', [...claimsHead, ...claim], around);

/** All that a reader told. */
export interface Heard {
  readonly envelopes: Envelope[];
  readonly headers: (RemitHeader | ClaimsHeader)[];
  readonly claims: (RemitClaimLoop | ClaimLoop)[];
  readonly trailers: RemitTrailer[];
  readonly ends: SetEnd[];
  readonly findings: X12Finding[];
  readonly readable: boolean;
  readonly interchanges: number;
  readonly sets: number;
}

/** Reads a file given in chunks. */
export function read(chunks: string | Uint8Array | readonly Uint8Array[], options?: ReaderOptions): Heard {
  const heard = { envelopes: [], headers: [], claims: [], trailers: [], ends: [], findings: [] } as unknown as Heard;
  const reader = createReader(
    {
      interchange: (envelope) => heard.envelopes.push(envelope),
      remitHeader: (header) => heard.headers.push(header),
      claimsHeader: (header) => heard.headers.push(header),
      remitClaim: (one) => heard.claims.push(one),
      claim: (one) => heard.claims.push(one),
      remitTrailer: (trailer) => heard.trailers.push(trailer),
      setEnd: (end) => heard.ends.push(end),
      finding: (finding) => heard.findings.push(finding),
    },
    options,
  );
  const list = typeof chunks === 'string' ? [bytesOf(chunks)] : chunks instanceof Uint8Array ? [chunks] : chunks;
  for (const chunk of list) reader.push(chunk);
  return { ...heard, ...reader.end() };
}

export const codes = (heard: Heard): string[] => heard.findings.map((finding) => finding.code);
export const remits = (heard: Heard): RemitClaimLoop[] => heard.claims.filter((one) => one.set === '835');
export const professional = (heard: Heard): ClaimLoop[] => heard.claims.filter((one) => one.set === '837');
