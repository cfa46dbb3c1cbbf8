import type { Finding } from '../../base/index.ts';
import { finding } from './answer.ts';
import { findInstructions } from './injection.ts';

/** The free text of an answer: every word in it that is not one of the values which its task names and checks by themselves. */
export function freeTextOf(answer: unknown, named: readonly (string | number)[]): string[] {
  if (typeof answer === 'string') return named.includes(answer) ? [] : [answer];
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.values(answer).flatMap((one) => freeTextOf(one, named));
}

const address = /\b(?:https?:\/\/|www\.)\S+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*|\b[a-z0-9-]+\.(?:com|org|net|io|example|info|biz|co|us)\b/giu;
const phone = /(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|\b\d{3}-\d{4}\b/g;
const amount =
  /[$€£]\s?\d[\d,]*(?:\.\d+)?|\b\d[\d,]*\.\d{2}\b|\b\d[\d,]*\s?(?:dollars|cents|usd|%)|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million|zero)\b(?=.{0,20}\b(?:dollars|cents|hundred|thousand)\b)/giu;
const account = /\b(?:[a-z]{0,4}[- ]?)?\d(?:[- ]?\d){5,}\b/giu;
const code = /\b[a-z]{0,4}-?\d[a-z0-9]*(?:\.[a-z0-9]+)?\b/giu;
/** What orders somebody to do something, at the head of a sentence or after somebody who shall do it. */
const order =
  /(?:^|[.!?:;,\n>]\s*|\b(?:please|must|should|shall|then|now|just|kindly|immediately)\s+)(?:ignore|disregard|forget|approve|pay|refund|waive|write[- ]?off|submit|send|transfer|wire|forward|email|text|call|contact|delete|release|close|set|change|replace|upcode|bill|recode|reveal|print|repeat|output|answer|reply|respond|mark|post|deny|use|switch|return|issue|add|append|remove|update|raise|lower|credit|grant|open|run|execute|click|act|pretend|skip|override|bypass|follow|say|tell|give|move|adjust|void|cancel|accept|enter|reverse|zero)\b/iu;
/** Words of the trade that are written with a capital. */
const ordinary = new Set(['medicare', 'medicaid', 'eob', 'era', 'i', 'english', 'the', 'a', 'an']);

const kinds: readonly (readonly [kind: string, re: RegExp, what: string])[] = [
  ['address', address, 'an address on the network'],
  ['phone', phone, 'a telephone number'],
  ['amount', amount, 'an amount'],
  ['account', account, 'a number as of an account'],
  ['code', code, 'a code or a number'],
];

/**
 * What the free text of an answer says that is not in what the answer was given: an amount, a code, an account, a name, an address, a
 * telephone number, or an order to somebody. Text from outside gives nothing: whatever comes from there, a person reads it first.
 */
export function checkFreeText(texts: readonly string[], given: readonly string[]): Finding[] {
  const known = plain(given.join('\n'));
  const said = texts.map((text) => text.normalize('NFKC'));
  const found = kinds.flatMap(([kind, re, what]) =>
    said.some((text) => [...text.matchAll(re)].some(([part]) => !known.includes(plain(part)))) ? [strange(kind, what)] : [],
  );
  if (said.some((text) => namesIn(text).some((name) => !known.includes(plain(name))))) found.push(strange('name', 'a name'));
  if (said.some((text) => order.test(text) || findInstructions(text, 'answer').length > 0))
    found.push(finding('model.text-orders', 'The text of the answer tells somebody to do something.'));
  return found;
}

const strange = (kind: string, what: string): Finding =>
  finding(`model.text-${kind}-not-given`, `The text of the answer speaks of ${what} that is not in what it was given.`);

const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();

/** Words with a capital within a sentence; short ones in capitals alone are the trade's. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/\p{Lu}[\p{L}'’-]+/gu)]
    .filter(({ index }) => !/(?:^|[.!?:"“])\s*$/u.test(text.slice(0, index)))
    .flatMap(([word]) => word.split('-'))
    .filter((word) => !/^\p{Lu}{2,6}$/u.test(word) && !ordinary.has(word.toLowerCase()));
}
