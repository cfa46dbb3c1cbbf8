import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeClaims } from '@claimwright/x12';
import { expect, test } from 'vitest';
import { facts as sending } from '../../../testing/any-claim.ts';
import type { Charge } from '../charges/index.ts';
import { type BillingFacts, buildClaims, paperForm } from '../claims/index.ts';
import { claimsToWrite } from './index.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/claims/facility-elsewhere/in.json');
const { charge, facts } = (JSON.parse(readFileSync(golden, 'utf8')) as { build: { charge: Charge; facts: BillingFacts } }).build;
const [line] = charge.lines;
const [doctor] = facts.providers;
if (line === undefined || doctor?.npi === undefined) throw new Error('a charge has a line and a provider');
const colleague = { ...doctor, name: 'Colleague', npi: '1999999992' };

/** Of each line who did it: as the 837 says it of the line (2420A), and as box 24J. */
function saidOf(lines: readonly (string | undefined)[], among: BillingFacts) {
  const { claims } = buildClaims(
    {
      ...charge,
      renderingNpi: doctor?.npi ?? '',
      lines: lines.flatMap((npi) => (line ? { ...line, ...(npi === undefined ? {} : { renderingNpi: npi }) } : [])),
    },
    among,
  );
  const segments = new TextDecoder().decode(writeClaims(claimsToWrite(claims, sending))).split('~');
  const begin = segments.findIndex((segment) => segment.startsWith('LX*'));
  const inLines = segments.slice(begin).flatMap((segment) => (/^(?:LX|NM1\*82)\*/.test(segment) ? segment.split('*').at(-1) : []));
  const form = claims[0] === undefined ? undefined : paperForm(claims[0]);
  const boxes = form?.pages.flat().flatMap(({ box, text }) => (box === '24J' ? text : []));
  return { inLines, boxes };
}

test('whoever did one line of a visit stands on that line alone', () => {
  expect(saidOf([undefined, colleague.npi], { ...facts, providers: [...facts.providers, colleague] })).toEqual({
    inLines: ['1', '2', colleague.npi],
    boxes: [doctor.npi, colleague.npi],
  });
});

test('who bills in their own name and did a line of a colleague’s visit is said on it', () => {
  const billing = { ...facts.billing, entity: 'person' as const };
  expect(saidOf([undefined, billing.npi], { ...facts, billing })).toEqual({
    inLines: ['1', '2', billing.npi],
    boxes: [doctor.npi, billing.npi],
  });
});
