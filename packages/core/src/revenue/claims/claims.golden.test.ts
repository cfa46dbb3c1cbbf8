import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../ground/base/index.ts';
import type { Charge, ChargeLine } from '../charges/index.ts';
import { type BillingFacts, buildClaims, type ClaimToSend, claimAnew, nextPayerClaim, type PriorDecision } from './index.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/claims');

type Repeated = ChargeLine & { readonly times?: number };

interface Case {
  /** A line with `times` stands so often. */
  readonly build?: { readonly charge: Omit<Charge, 'lines'> & { readonly lines: readonly Repeated[] }; readonly facts: BillingFacts };
  readonly next?: { readonly claim: ClaimToSend; readonly decision: PriorDecision };
  readonly anew?: { readonly claim: ClaimToSend; readonly as: 'replacement' | 'void'; readonly number?: string };
}

function run({ build, next, anew }: Case): { claims: readonly ClaimToSend[]; findings: readonly Finding[] } {
  if (build !== undefined) {
    const lines = build.charge.lines.flatMap(({ times = 1, ...line }) => Array.from({ length: times }, () => line));
    return buildClaims({ ...build.charge, lines }, build.facts);
  }
  const { claim, findings } =
    next !== undefined
      ? nextPayerClaim(next.claim, next.decision)
      : anew !== undefined
        ? claimAnew(anew.claim, anew.as, anew.number)
        : never();
  return { claims: claim === undefined ? [] : [claim], findings };
}
const never = (): never => {
  throw new Error('a case builds, sends on, or sends anew');
};

const reasons = (adjustments: PriorDecision['adjustments']): string[] =>
  adjustments.map(({ group, reason, amount }) => `${group}-${reason} ${amount}`);

const told = (claim: ClaimToSend): object => ({
  number: claim.patientControlNumber,
  ...(claim.frequency !== '1' && { frequency: claim.frequency, original: claim.originalPayerControlNumber, bill: claim.stay?.typeOfBill }),
  sentAs: claim.sentAs,
  coverages: claim.coverages.map(({ rank, payerId, filingIndicator, decision }) => ({
    is: [rank, payerId, filingIndicator].join(' ').trim(),
    ...(decision !== undefined && {
      decided: {
        paid: decision.paid,
        reasons: reasons(decision.adjustments),
        lines: decision.lines.map((line) => [`line ${line.number} paid ${line.paid}`, ...reasons(line.adjustments)].join(', ')),
      },
    }),
  })),
  place: claim.placeOfService,
  ...(claim.facility !== undefined && { facility: claim.facility.npi }),
  ...(claim.rendering !== undefined && { rendering: claim.rendering.npi }),
  ...(claim.authorizationNumber !== undefined && { authorization: claim.authorizationNumber }),
  ...(claim.predetermination && { predetermination: true, missing: claim.missingTeeth, attachments: claim.attachments }),
  diagnoses: claim.diagnoses.map(({ code }) => code).join(' '),
  billed: claim.billed,
  lines: claim.lines.map(({ number, lineControlNumber, procedure, billed, servedOn, pointers }) =>
    [number, lineControlNumber, procedure.code, billed, servedOn ?? 'no day', `points at ${pointers}`].join(', '),
  ),
});

describe('claims', () => {
  test.each(readdirSync(golden))('%s', (name) => {
    const { claims, findings } = run(JSON.parse(readFileSync(join(golden, name, 'in.json'), 'utf8')) as Case);
    const found = findings.map(({ severity, code, at, because }) => `${severity} ${code} at ${at}: ${because}`);
    const out = `${JSON.stringify({ claims: claims.map(told), findings: found }, null, 2)}\n`;
    const file = join(golden, name, 'out.json');
    if (!existsSync(file)) writeFileSync(file, out);
    expect(out).toBe(readFileSync(file, 'utf8'));
    for (const claim of claims) expect(claim.lines.reduce((sum, line) => sum + line.billed, 0)).toBe(claim.billed);
  });
});
