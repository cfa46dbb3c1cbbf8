import { wireDay } from '../days.ts';
import type { BankLine } from './bank-line.ts';
import { places } from './write-places.ts';

const types = { ach: 'DIRECTDEP', check: 'DEP', other: 'CREDIT' } as const;

/** OFX 1.02 in SGML, as Quicken gets it: leaves without end tags. */
export function writeOfx(lines: readonly BankLine[], account: { readonly routing: string; readonly number: string }): Uint8Array {
  const leaf = (name: string, value: string): string =>
    `<${name}>${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}\r\n`;
  const transactions = lines.map((line) => {
    const check = line.kind === 'check' && line.trace ? leaf('CHECKNUM', line.trace) : '';
    const type = leaf('TRNTYPE', line.amount < 0 ? 'DEBIT' : types[line.kind]);
    return `<STMTTRN>\r\n${type}${leaf('DTPOSTED', `${wireDay(line.postedOn)}120000`)}${leaf('TRNAMT', places(line.amount))}${leaf('FITID', line.id)}${check}${leaf('NAME', line.sender)}${leaf('MEMO', line.text)}</STMTTRN>\r\n`;
  });
  const head =
    'OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\nCHARSET:1252\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n';
  const days = lines.map((l) => wireDay(l.postedOn)).sort();
  const [start = '20250101', end = days.at(-1) ?? '20250101'] = [days[0], days.at(-1)];
  const status = `<STATUS>\r\n${leaf('CODE', '0')}${leaf('SEVERITY', 'INFO')}</STATUS>\r\n`;
  const signon = `<SIGNONMSGSRSV1>\r\n<SONRS>\r\n${status}${leaf('DTSERVER', `${end}120000`)}${leaf('LANGUAGE', 'ENG')}</SONRS>\r\n</SIGNONMSGSRSV1>\r\n`;
  const from = `<BANKACCTFROM>\r\n${leaf('BANKID', account.routing)}${leaf('ACCTID', account.number)}${leaf('ACCTTYPE', 'CHECKING')}</BANKACCTFROM>\r\n`;
  const list = `<BANKTRANLIST>\r\n${leaf('DTSTART', start)}${leaf('DTEND', end)}${transactions.join('')}</BANKTRANLIST>\r\n`;
  const statement = `<BANKMSGSRSV1>\r\n<STMTTRNRS>\r\n${leaf('TRNUID', '0')}${status}<STMTRS>\r\n${leaf('CURDEF', 'USD')}${from}${list}</STMTRS>\r\n</STMTTRNRS>\r\n</BANKMSGSRSV1>\r\n`;
  return new TextEncoder().encode(`${head}<OFX>\r\n${signon}${statement}</OFX>\r\n`);
}
