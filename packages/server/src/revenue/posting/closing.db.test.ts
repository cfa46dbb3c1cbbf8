import { makeClaims } from '@claimwright/twin';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { twinPayers } from '../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { answer, answered, writeRemit } from '../../../testing/write-remit.ts';
import type { Page } from '../../gate/views.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import type { RemitView, TrayRow } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
const made = makeClaims({ seed: 'closing', count: 20, until: '2026-02-10' });

beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers, new Date('2026-03-02T15:00:00Z'));
  await desk.feed('claims.837', made.bytes837);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

async function findingsOf(trace: string, at: number, damage: (text: string) => string): Promise<string[]> {
  const claim = made.claims[at];
  const payer = claim?.coverages[0]?.payer;
  if (claim === undefined || payer === undefined) throw new Error('too few claims');
  const lines = claim.lines.map((line) => answer(line));
  const text = new TextDecoder().decode(writeRemit(trace, payer, [answered(claim, lines)]));
  await desk.feed(`file-${at}.835`, new TextEncoder().encode(damage(text)));
  await desk.settle();
  const { rows } = await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all', search: trace });
  expect(rows.map(({ traceNumber }) => traceNumber)).toEqual([trace]);
  const view = await desk.ask<RemitView>('revenue/posting/remit', { remitId: rows[0]?.id });
  return view.findings
    .filter(({ severity }) => severity === 'error')
    .map(({ at: where, says }) => `${where}: ${says.replace(/\b\d+/g, 'n')}`);
}

test('a remit says what is wrong with its own end and with the end of its file, each once', async () => {
  expect(await findingsOf('SOUND', 0, (text) => text)).toEqual([]);
  expect(await findingsOf('SHORT', 1, (text) => text.replace(/SE\*\d+/, 'SE*3'))).toEqual(['SE01: SE01 counts n segments; there are n.']);
  expect(await findingsOf('OTHERS', 2, (text) => text.replace('GE*1*', 'GE*3*').replace('IEA*1*', 'IEA*2*').repeat(2))).toEqual([
    'GE01: GE01 counts n sets; there are n.',
    'IEA01: IEA01 counts n groups; there are n.',
  ]);
});

test('of two remits in a file only the one that is closed wrong says so', async () => {
  const doubled = (text: string): string => {
    const body = /ST\*835[\s\S]*?SE\*\d+\*0001~\n/.exec(text)?.[0] ?? '';
    const second = body
      .replace('TRN*1*EFT71', 'TRN*1*EFT72')
      .replaceAll('0001~', '0002~')
      .replace(/SE\*\d+/, 'SE*3');
    return text.replace(body, body + second).replace('GE*1*', 'GE*2*');
  };
  expect(await findingsOf('EFT71', 3, doubled)).toEqual([]);
  const { rows } = await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all', search: 'EFT72' });
  const view = await desk.ask<RemitView>('revenue/posting/remit', { remitId: rows[0]?.id });
  expect(view.findings.map(({ code }) => code)).toContain('count.segments');
});
