import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createAcknowledgmentReader, ladderOf, type PlacedAnswer, placeAnswers, type SendingEvent, type SentBatch } from './index.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/submission');

function run(folder: string): object {
  const batches = JSON.parse(readFileSync(join(folder, 'batches.json'), 'utf8')) as SentBatch[];
  const placed: PlacedAnswer[] = [];
  const unplaced: object[] = [];
  const findings: string[] = [];
  for (const file of readdirSync(folder).filter((name) => /^\d/.test(name))) {
    const reader = createAcknowledgmentReader();
    reader.push(readFileSync(join(folder, file)));
    const read = reader.end();
    findings.push(...read.findings.map(({ code, at }) => `${file} ${code} ${at}`));
    const told = placeAnswers(read.answers, batches);
    placed.push(...told.placed);
    unplaced.push(...told.unplaced.map(({ answer: { about }, against }) => (against.length === 0 ? about : { ...about, against })));
  }
  const keys = new Set(batches.flatMap(({ claims }) => claims.map(({ key }) => key)));
  const ladders = [...keys].map((key): [string, object] => {
    const sent = batches.flatMap(({ claims, approvedOn }) =>
      claims
        .filter((claim) => claim.key === key)
        .map(({ attempt }): SendingEvent => ({ kind: 'sent', attempt, at: `${approvedOn}T20:00:00.000Z` })),
    );
    return [key, ladderOf([...sent, ...placed.filter((one) => one.key === key).map(({ event }) => event)])];
  });
  return { findings, ladders: Object.fromEntries(ladders), unplaced };
}

describe('answers of clearinghouses and payers', () => {
  test.each(readdirSync(golden))('%s', (name) => {
    const file = join(golden, name, 'out.json');
    const told = `${JSON.stringify(run(join(golden, name)), null, 2)}\n`;
    if (!existsSync(file)) writeFileSync(file, told);
    expect(told).toBe(readFileSync(file, 'utf8'));
  });
});
