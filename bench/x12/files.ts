import { closeSync, openSync, writeSync } from 'node:fs';

/** Files to measure with: balanced claims of nobody, the same bytes for the same size. */

/** A small seeded generator; quality does not matter, sameness does. */
class Dice {
  private state: number;
  constructor(seed: number) {
    this.state = seed;
  }
  below(n: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 4294967296) * n);
  }
}

const codes = ['99213', '99214', '92014', '93000', 'D1110'];
const names = ['QUILL', 'OAKLEY', 'BRANDT', 'FENWICK', 'MARISOL', 'TAMSIN'];
const digits = (n: number, width: number) => String(n).padStart(width, '0');
const dollars = (cents: number) => `${Math.trunc(cents / 100)}.${digits(cents % 100, 2)}`;
const isa = (control: number) =>
  `ISA*00*          *00*          *ZZ*CEDARMUTUAL    *ZZ*LARKSPUR       *240315*0941*^*00501*${digits(control, 9)}*0*T*:~\n`;

interface Made {
  readonly text: string;
  readonly segments: number;
  readonly paid: number;
}

function remitClaim(dice: Dice, number: number): Made {
  const lines: string[] = [];
  let charged = 0;
  let paid = 0;
  let patient = 0;
  let segments = 5;
  for (let i = 1 + dice.below(4); i > 0; i--) {
    const allowed = 2000 + dice.below(20000);
    const off = dice.below(9000);
    const share = dice.below(1500);
    charged += allowed + off;
    paid += allowed - share;
    patient += share;
    const day = digits(1 + dice.below(28), 2);
    lines.push(
      `SVC*HC:${codes[dice.below(5)]}*${dollars(allowed + off)}*${dollars(allowed - share)}**1~\nDTM*472*202403${day}~\n`,
      `CAS*CO*45*${dollars(off)}~\nCAS*PR*2*${dollars(share)}~\nREF*6R*${number}L${i}~\nAMT*B6*${dollars(allowed)}~\n`,
    );
    segments += 6;
  }
  const who = `${names[dice.below(6)]}*${names[dice.below(6)]}`;
  const head = `CLP*CW${digits(number, 8)}*1*${dollars(charged)}*${dollars(paid)}*${dollars(patient)}*12*PCN${digits(number, 10)}*11*1~\n`;
  const people = `NM1*QC*1*${who}****MI*M${digits(dice.below(1e9), 9)}~\nNM1*82*2*LARKSPUR CLINIC*****XX*1999999984~\n`;
  return { text: `${head}${people}REF*EA*${digits(number, 7)}~\nDTM*050*20240310~\n${lines.join('')}`, segments, paid };
}

function remitSet(dice: Dice, control: number, claims: number): string {
  const made: string[] = [];
  let segments = 11;
  let paid = 0;
  for (let i = 0; i < claims; i++) {
    const claim = remitClaim(dice, control * 10000 + i);
    made.push(claim.text);
    segments += claim.segments;
    paid += claim.paid;
  }
  const st = digits(control, 4);
  return `ST*835*${st}~\nBPR*I*${dollars(paid)}*C*ACH************20240315~\nTRN*1*EFT${digits(control, 9)}*1512345678~\nN1*PR*CEDAR MUTUAL~\nN3*1 CEDAR WAY~\nN4*PORTLAND*OR*97201~\nPER*BL*DESK*TE*5035550100~\nN1*PE*LARKSPUR CLINIC*XX*1999999984~\nLX*1~\nTS3*1999999984*11*20241231*${claims}*1~\n${made.join('')}SE*${segments}*${st}~\n`;
}

function claimOf(dice: Dice, number: number, level: number): Made {
  const lines: string[] = [];
  let charged = 0;
  let segments = 13;
  const count = 1 + dice.below(4);
  for (let i = 1; i <= count; i++) {
    const amount = 4000 + dice.below(20000);
    charged += amount;
    const day = digits(1 + dice.below(28), 2);
    lines.push(
      `LX*${i}~\nSV1*HC:${codes[dice.below(5)]}:25*${dollars(amount)}*UN*1***1:2~\nDTP*472*D8*202403${day}~\nREF*6R*${number}L${i}~\n`,
    );
    segments += 4;
  }
  const who = `${names[dice.below(6)]}*${names[dice.below(6)]}`;
  const person = `HL*${level}*1*22*0~\nSBR*P*18*GRP${dice.below(1000)}******CI~\nNM1*IL*1*${who}****MI*M${digits(dice.below(1e9), 9)}~\nN3*${1 + dice.below(999)} ELM ST~\nN4*PORTLAND*OR*97201~\nDMG*D8*19${10 + dice.below(89)}0${1 + dice.below(9)}11*F~\nNM1*PR*2*CEDAR MUTUAL*****PI*CEDAR~\n`;
  const claim = `CLM*CW${digits(number, 8)}*${dollars(charged)}***11:B:1*Y*A*Y*Y~\nDTP*431*D8*20240301~\nREF*D9*${digits(number, 10)}~\nHI*ABK:H5213*ABF:E119~\nNM1*82*1*FENWICK*TAMSIN****XX*1888888882~\nPRV*PE*PXC*152W00000X~\n`;
  return { text: person + claim + lines.join(''), segments, paid: 0 };
}

function claimSet(dice: Dice, control: number, claims: number): string {
  const made: string[] = [];
  let segments = 11;
  for (let i = 0; i < claims; i++) {
    const claim = claimOf(dice, control * 10000 + i, i + 2);
    made.push(claim.text);
    segments += claim.segments;
  }
  const st = digits(control, 4);
  return `ST*837*${st}*005010X222A1~\nBHT*0019*00*B${st}*20240315*0941*CH~\nNM1*41*2*LARKSPUR CLINIC*****46*LARK~\nPER*IC*DESK*TE*5035550100~\nNM1*40*2*CEDAR MUTUAL*****46*CEDAR~\nHL*1**20*1~\nNM1*85*2*LARKSPUR CLINIC*****XX*1999999984~\nN3*7 LARK LN~\nN4*PORTLAND*OR*97201~\nREF*EI*991234567~\n${made.join('')}SE*${segments}*${st}~\n`;
}

/** Writes a file of about `megabytes` at `path`: one interchange, sets of 1,000 claims. */
export function makeFile(path: string, kind: '835' | '837', megabytes: number): void {
  const dice = new Dice(20240315);
  const file = openSync(path, 'w');
  const [group, version] = kind === '835' ? ['HP', '005010X221A1'] : ['HC', '005010X222A1'];
  let bytes = writeSync(file, `${isa(1)}GS*${group}*CEDARMUTUAL*LARKSPUR*20240315*0941*1*X*${version}~\n`);
  let sets = 0;
  while (bytes < megabytes * 1e6) {
    sets++;
    bytes += writeSync(file, kind === '835' ? remitSet(dice, sets, 1000) : claimSet(dice, sets, 1000));
  }
  writeSync(file, `GE*${sets}*1~\nIEA*1*000000001~\n`);
  closeSync(file);
}
