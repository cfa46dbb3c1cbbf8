import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createReader } from '@claimwright/x12';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../ground/base/index.ts';
import {
  type ProviderAdjustment,
  type Remit,
  type RemitClaim,
  type RemitHead,
  readProviderAdjustments,
  readRemitClaim,
  readRemitHead,
  withUnreadable,
} from '../remits/index.ts';
import { planPosting, planUndo } from './index.ts';
import { Books, type CaseFacts } from './testing/books.ts';
import { toldBooks, toldPlan } from './testing/told.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/posting');

/** The remits of an 835, as the server collects them. */
function readRemits(bytes: Uint8Array): Remit[] {
  const remits: Remit[] = [];
  let claims: RemitClaim[] = [];
  let head: RemitHead | undefined;
  let adjustments: ProviderAdjustment[] = [];
  let findings: Finding[] = [];
  const reader = createReader({
    setStart: () => {
      findings = [];
      head = undefined;
    },
    finding: (finding) => void findings.push(finding),
    remitHeader: (header) => {
      head = readRemitHead(header);
      claims = [];
    },
    remitClaim: (loop, header) => claims.push(readRemitClaim(loop, header)),
    remitTrailer: (trailer) => {
      adjustments = readProviderAdjustments(trailer);
    },
    setEnd: () => {
      if (head !== undefined) remits.push(withUnreadable({ ...head, claims, providerAdjustments: adjustments }, findings));
    },
  });
  reader.push(bytes);
  reader.end();
  return remits;
}

const clearingOf = (plan: {
  readonly entries: readonly { readonly lines: readonly { readonly account: string; readonly amount: number }[] }[];
}): number =>
  plan.entries
    .flatMap((entry) => entry.lines)
    .reduce((sum, line) => (line.account.startsWith('Assets:Clearing') ? sum + line.amount : sum), 0);

/** Posts every remit of a case in turn, and undoes and posts again each of them on the way. */
function run(folder: string): object {
  const facts = JSON.parse(readFileSync(join(folder, 'claims.json'), 'utf8')) as CaseFacts;
  const books = new Books(facts);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.835'))
    .sort();
  let n = 0;
  const remits: object[] = [];
  for (const file of files) {
    for (const remit of readRemits(readFileSync(join(folder, file)))) {
      n++;
      const plan = planPosting(books.facts(remit, `R${n}`));
      if (plan.disposition === 'post') {
        expect(plan.totals.unexplained).toBe(0);
        expect(clearingOf(plan)).toBe(remit.paid);
        const before = books.balances();
        books.book(plan);
        books.book(planUndo(plan.entries, plan.movements, books.newId, books.facts(remit, `R${n}`).today));
        expect(books.balances()).toEqual(before);
      }
      for (const claim of plan.claims) expect(claim.unexplained).toBe(0);
      books.post(plan, remit);
      expect(books.subLedgerTrouble()).toBeUndefined();
      remits.push({ file, trace: remit.traceNumber, ...toldPlan(plan) });
    }
  }
  return {
    remits,
    books: toldBooks(
      books,
      facts.claims.map((claim) => claim.id),
    ),
  };
}

describe('posting, case by case', () => {
  for (const name of readdirSync(golden).sort()) {
    const folder = join(golden, name);
    if (!existsSync(join(folder, 'claims.json'))) continue;
    test(name, () => {
      const text = `${JSON.stringify(run(folder), undefined, 2)}\n`;
      const file = join(folder, 'out.json');
      if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
      expect(existsSync(join(folder, 'why.md'))).toBe(true);
      expect(text).toBe(readFileSync(file, 'utf8'));
    });
  }
});
