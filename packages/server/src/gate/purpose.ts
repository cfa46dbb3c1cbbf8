import { isPurpose, type Purpose, purposeOf, purposes, tooWide } from '@claimwright/core/ground/governance';
import type { Actor, Query } from './define.ts';
import { Refusal } from './errors.ts';

/**
 * For what a question is asked: undefined where it shows no patient data. Unsaid, it is what the actor's role looks for (roles.ts in the core). Refused
 * where there is no such purpose, and where the answer would be wider than the purpose needs: before anything is read.
 */
export function purposeFor(query: Query, actor: Actor, wanted: string | undefined): Purpose | undefined {
  if (wanted !== undefined && !isPurpose(wanted))
    throw new Refusal('bad-input', 'There is no such purpose.', {
      because: 'The record keeps why somebody looks.',
      fix: `Say one of: ${purposes.join(', ')}.`,
    });
  if (!query.patientData) return undefined;
  if (!query.serves) throw new Error(`the query ${query.name} shows patient data and does not say for what`);
  const purpose = wanted ?? purposeOf(actor, query.permission, query.serves);
  if (purpose === undefined)
    throw refused(
      'Say why you look.',
      [],
      `Your role looks for nothing that this answers for. Say one of: ${query.serves.purposes.join(', ')}.`,
    );
  if (purpose === 'emergency' && actor.emergency === undefined)
    throw refused('There is no emergency access open for you.', [], 'Open it, with its reason, and ask again.');
  const findings = tooWide(query.serves, purpose);
  if (findings.length === 0) return purpose;
  throw refused(
    'This shows more than the purpose needs.',
    findings,
    'Look at one patient or claim, or say the purpose that you really have.',
  );
}

const refused = (says: string, findings: ReturnType<typeof tooWide>, fix: string): Refusal =>
  new Refusal('not-allowed', says, {
    ...(findings.length > 0 ? { because: findings.map((one) => one.says).join(' ') } : {}),
    fix,
    findings,
  });

/** An answer that is wider than its question declares never leaves. */
export function refuseWider(query: Query, subjects: number): void {
  const rows = query.serves?.rows ?? 0;
  if (subjects > rows) throw new Error(`the query ${query.name} showed ${subjects} things and declares ${rows}`);
}
