import { type Cents, toDecimal } from '../base/index.ts';
import type { JournalEntry, JournalLine } from './journal.ts';

/** Quotes and line ends out of a text that goes between quotes or behind a comment mark. */
const plain = (text: string): string => text.replace(/["\\\r\n;|]+/g, ' ').trim();

/** hledger reads `name: value,` in comments as a tag, so a value carries no comma. */
const tagValue = (text: string): string => plain(text).replace(/[,:]+/g, '-');

const evidenceText = (line: JournalLine): string | undefined =>
  line.evidence === undefined ? undefined : `${line.evidence.document}#${line.evidence.from}-${line.evidence.to}`;

const amountText = (amount: Cents): string => `${toDecimal(amount)} USD`;

/**
 * The books as an hledger journal, a line at a time. With `accountNames` the accounts are declared first, so that
 * `hledger check accounts` can tell a mistyped name.
 */
export function* toHledger(entries: Iterable<JournalEntry>, accountNames: Iterable<string> = []): Generator<string> {
  yield 'commodity 1000.00 USD';
  for (const name of accountNames) yield `account ${name}`;
  for (const entry of entries) {
    yield '';
    yield `${entry.on} * (${tagValue(entry.id)}) ${plain(entry.description)}`;
    yield `    ; source: ${tagValue(entry.source.kind)}/${tagValue(entry.source.id)}`;
    if (entry.reverses !== undefined) yield `    ; reverses: ${tagValue(entry.reverses)}`;
    if (entry.madeBy !== undefined) yield `    ; machine: ${tagValue(entry.madeBy)}`;
    for (const line of entry.lines) {
      const evidence = evidenceText(line);
      yield `    ${line.account}  ${amountText(line.amount)}${evidence === undefined ? '' : `  ; evidence: ${tagValue(evidence)}`}`;
    }
  }
}

/** The books as a Beancount file, a line at a time: each account is opened ahead of its first entry. */
export function* toBeancount(entries: Iterable<JournalEntry>): Generator<string> {
  yield 'option "operating_currency" "USD"';
  const opened = new Set<string>();
  for (const entry of entries) {
    for (const { account } of entry.lines) {
      if (opened.has(account)) continue;
      opened.add(account);
      yield `${OPENED} open ${account} USD`;
    }
    yield '';
    yield `${entry.on} * "${plain(entry.description)}"`;
    yield `  id: "${plain(entry.id)}"`;
    yield `  source: "${plain(entry.source.kind)}/${plain(entry.source.id)}"`;
    if (entry.reverses !== undefined) yield `  reverses: "${plain(entry.reverses)}"`;
    if (entry.madeBy !== undefined) yield `  machine: "${plain(entry.madeBy)}"`;
    for (const line of entry.lines) {
      yield `  ${line.account}  ${amountText(line.amount)}`;
      const evidence = evidenceText(line);
      if (evidence !== undefined) yield `    evidence: "${plain(evidence)}"`;
    }
  }
}

/** Entries need not come in the order of their days, so accounts open before any of them. */
const OPENED = '1970-01-01';
