import type { RecordBody } from '@claimwright/core/ground/governance';
import { adjudicateClaims, makeClaims } from '@claimwright/twin';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { twinPayers } from '../../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { type Actor, approve, makeCheckpoints } from '../../../gate/index.ts';
import { person as personAt } from '../../../gate/person.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { receiveFile } from '../../intake/receive-file.ts';
import { exportRecord } from './export.ts';
import { verifyBundle } from './verifier/verify-record.mjs';

const now = new Date('2026-03-02T15:00:00Z');
const later = (minutes: number): void => void now.setTime(now.getTime() + minutes * 60_000);

/** What an investigator has: a bundle's text, and nothing else. */
interface Evidence {
  readonly entries: readonly RecordBody[];
  /** By chain and number. */
  readonly words: ReadonlyMap<string, string>;
}

function evidenceOf(bundle: string): Evidence {
  const lines = bundle
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  return {
    entries: lines.filter(({ kind }) => kind === 'entry').map(({ body }): RecordBody => JSON.parse(body)),
    words: new Map(lines.filter(({ kind }) => kind === 'words').map(({ chain, seq, words }) => [`${chain} ${seq}`, words])),
  };
}

/** The whole story of a remit that was posted wrongly, told from a bundle alone. */
function reconstruct({ entries, words }: Evidence, remit: string) {
  const about = entries.filter(({ subjects }) => subjects.includes(remit));
  const posted = about.find(({ what, outcome }) => what === 'revenue/posting/post-remit' && outcome === 'applied');
  const proposed = entries.find(({ subjects, outcome }) => outcome === 'parked' && subjects.includes(`proposal:${posted?.proposal?.id}`));
  const reversal = entries.find(({ reverses }) => reverses !== undefined && reverses === posted?.id);
  const fromFile = entries.filter(({ source }) => source !== undefined && source === posted?.source);
  const between = (from: RecordBody | undefined, to: RecordBody | undefined, by: string | undefined): RecordBody[] =>
    entries.filter(({ chain, at, actor }) => chain === 'reads' && at >= (from?.at ?? '') && at <= (to?.at ?? '') && actor.id === by);
  return {
    letIn: fromFile.find(({ what }) => what === 'ground/intake/receive'),
    read: fromFile.find(({ what }) => what === 'ground/intake/read'),
    proposed,
    posted,
    seenBeforeApproving: between(proposed, posted, posted?.actor.id).filter(({ subjects }) => subjects.includes(remit)),
    whoSawIt: new Set(entries.filter(({ chain, subjects }) => chain === 'reads' && subjects.includes(remit)).map(({ actor }) => actor.id)),
    claimsSeen: new Set(
      entries
        .filter(({ chain, subjects }) => chain === 'reads' && subjects.includes(remit))
        .flatMap(({ subjects }) => subjects.filter((subject) => subject.startsWith('claim:'))),
    ),
    reversal,
    why: reversal && words.get(`${reversal.chain} ${reversal.seq}`),
  };
}

describe('an incident, a remit that was posted wrongly', () => {
  let db: FreshDatabase;
  let desk: Desk;
  let remitId = '';
  let bundle = '';
  let names: readonly string[] = [];
  const person = (id: string, ...roles: string[]): Actor => personAt('test', { id, name: id, tenant: desk.tenant, roles });
  const agent = (): Actor => ({ ...person('poster', 'posting-agent'), kind: 'agent', version: '2026.2' });
  beforeAll(async () => {
    db = await freshDatabase();
    desk = await openDesk(db.store, twinPayers, now);
    const { claims, bytes837 } = makeClaims({ seed: 'incident', count: 3, until: '2026-01-30' });
    names = claims.map(({ patient }) => patient.last);
    await desk.feed('claims.837', bytes837);
    const { remits } = adjudicateClaims(claims, { seed: 'incident', from: '2026-02-06', mix: { contracted: 1 } });
    await happen(remits[0]?.bytes835 ?? new Uint8Array());
  });
  afterAll(async () => {
    await desk.close();
    await db.drop();
  });

  /** Lena lets the file in, a machine proposes, Dana looks and approves, Omar finds that it was wrong and takes it back. */
  async function happen(bytes835: Uint8Array): Promise<void> {
    later(1);
    const { result } = await receiveFile(desk.gate, desk.blobs, person('lena', 'biller'), 'remit.835', bytes835);
    await desk.act('ground/intake/read', { documentId: result.documentId }, desk.system);
    await desk.settle(result.documentId);
    const { rows } = await desk.ask<{ rows: readonly { id: string }[] }>('revenue/posting/tray', { view: 'open' });
    remitId = rows[0]?.id ?? '';
    later(1);
    const { result: parked } = await desk.act<{ proposalId: string }>('revenue/posting/post-remit', { remitId }, agent());
    later(1);
    await desk.ask('revenue/posting/remit-claims', { remitId });
    later(1);
    await approve(desk.gate, desk.biller, parked.proposalId);
    // A checkpoint falls in the middle of it.
    await db.store.inTenant(desk.tenant, (tx) => makeCheckpoints(tx, desk.witness, now, true));
    later(30);
    await desk.gate.ask('revenue/posting/remit', { remitId }, person('omar', 'office-manager'), 'operations');
    later(1);
    const reason = 'The bank says that this payment was returned';
    await desk.act('revenue/posting/undo-remit', { remitId, reason }, person('omar', 'office-manager', 'biller'));
    later(10);
    const parts = { gate: desk.gate, store: db.store, witness: desk.witness, clock: () => now };
    for await (const line of await exportRecord(parts, person('marisol', 'compliance-officer'), { words: true })) bundle += line;
  }

  test('is reconstructed from the exported bundle alone, which verifies with the practice’s key', () => {
    expect(verifyBundle(bundle, desk.witness.key)).toMatchObject({ ok: true, pinned: true });
    const story = reconstruct(evidenceOf(bundle), `remit:${remitId}`);
    const digest = expect.stringMatching(/^[\w-]{16}$/);
    // Who let it in, and that what was read and posted is that very file.
    expect(story.letIn).toMatchObject({ actor: { kind: 'person', id: 'lena' }, at: '2026-03-02T15:01:00.000Z', outcome: 'applied' });
    expect(story.read).toMatchObject({ actor: { kind: 'system' }, details: { remits: 1 } });
    // What the machine proposed: which build of it, what, on which policies, and why it did not do it by itself.
    expect(story.proposed).toMatchObject({
      actor: { kind: 'agent', id: 'poster', version: '2026.2' },
      at: '2026-03-02T15:02:00.000Z',
      what: 'revenue/posting/post-remit',
      subjects: expect.arrayContaining([`remit:${remitId}`]),
      policies: { access: expect.any(String), autonomy: expect.any(String) },
      ...{ input: digest, plan: digest, because: expect.any(String) },
    });
    // Who approved it, having seen what; and that it is the very thing that was proposed.
    expect(story.posted).toMatchObject({
      actor: { kind: 'person', id: 'dana' },
      proposal: { by: 'poster' },
      at: '2026-03-02T15:04:00.000Z',
      input: story.proposed?.input,
      plan: story.proposed?.plan,
      policies: { access: story.proposed?.policies?.access },
      digests: { 'ledger.entry': { rows: expect.any(Number) } },
      details: { paidCents: expect.any(Number) },
    });
    expect(story.seenBeforeApproving).toMatchObject([{ what: 'revenue/posting/remit-claims', purpose: 'payment' }]);
    expect([...story.whoSawIt].sort()).toEqual(['dana', 'omar']);
    expect(story.claimsSeen.size).toBe(1);
    // What was taken back, by whom and why: as many rows of the ledger again.
    expect(story.reversal).toMatchObject({
      actor: { id: 'omar' },
      at: '2026-03-02T15:35:00.000Z',
      digests: { 'ledger.entry': { rows: story.posted?.digests?.['ledger.entry']?.rows } },
    });
    expect(story.why).toBe('The bank says that this payment was returned');
  });

  test('is told without a patient’s name', () => {
    expect(names.length).toBe(3);
    const entries = JSON.stringify(evidenceOf(bundle).entries);
    for (const name of names) expect(entries).not.toContain(name);
  });

  test('whose approval is put in another’s name in the bundle is named, and not believed', () => {
    const { posted } = reconstruct(evidenceOf(bundle), `remit:${remitId}`);
    const line = bundle.split('\n').find((one) => one.includes(`\\"id\\":\\"${posted?.id}\\"`)) ?? '';
    const forged = bundle.replace(line, line.replace('\\"id\\":\\"dana\\"', '\\"id\\":\\"omar\\"'));
    expect(forged).not.toBe(bundle);
    expect(verifyBundle(forged, desk.witness.key).findings[0]?.name).toBe(`entry acts ${posted?.seq}`);
  });
});
