import { readOfx } from '@claimwright/core/ground/bank';
import { parseSync } from 'ofx-js';
import { expect, test } from 'vitest';

/** Whole cents of an amount as sent. */
const centsOf = (text: string): number => Math.round(Number(text) * 100);

/** Every transaction that npm's ofx-js finds, as [amount, day, id]. */
function byOfxJs(text: string): unknown[] {
  const found: unknown[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) walk(one);
    else if (node && typeof node === 'object') {
      const fields = node as Record<string, unknown>;
      if (typeof fields.TRNAMT === 'string') found.push([centsOf(fields.TRNAMT), String(fields.DTPOSTED).slice(0, 8), fields.FITID]);
      else for (const one of Object.values(fields)) walk(one);
    }
  };
  walk(parseSync(text).OFX);
  return found;
}

/** A statement of `count` made-up transactions, in both dialects. */
function statement(count: number, xml: boolean): string {
  const leaf = (name: string, value: string): string => (xml ? `<${name}>${value}</${name}>` : `<${name}>${value}\r\n`);
  const transactions = Array.from({ length: count }, (_, i) => {
    const amount = ((i * 7919) % 200_000) - 50_000 || 1;
    const fields = [
      leaf('TRNTYPE', amount > 0 ? 'CREDIT' : 'DEBIT'),
      leaf('DTPOSTED', `202506${String((i % 28) + 1).padStart(2, '0')}120000`),
      leaf('TRNAMT', (amount / 100).toFixed(2)),
      leaf('FITID', `F${i}`),
      leaf('NAME', `PAYER ${i} &amp; SONS`),
    ];
    return `<STMTTRN>${fields.join('')}</STMTTRN>`;
  });
  const head = xml
    ? '<?xml version="1.0"?>\n<?OFX OFXHEADER="200" VERSION="211"?>\n'
    : 'OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\n\r\n';
  return `${head}<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS>${leaf('CURDEF', 'USD')}<BANKTRANLIST>${transactions.join('\n')}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
}

// ofx-js is the outside checker: our reader exists because it needs positions and must not hang on hostile bytes.
test.each([false, true])('our OFX reader finds what ofx-js finds (XML: %s)', (xml) => {
  const text = statement(60, xml);
  const ours = readOfx(new TextEncoder().encode(text));
  expect(ours.findings).toEqual([]);
  expect(ours.deposits.map((d) => [d.amount, d.postedOn.replaceAll('-', ''), d.bankReference])).toEqual(byOfxJs(text));
});
