import { type Permission, textOf } from '@claimwright/core/ground/governance';
import { makeRemits } from '@claimwright/twin';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asksFor, madeUpInput } from '../../testing/made-up-input.ts';
import { openTwoSites, type TwoSites } from '../../testing/two-sites.ts';
import type { Actor } from '../gate/index.ts';
import { writeBack } from '../ground/governance/write-back/schema.ts';
import { commands, queries } from '../rooms.ts';

let two: TwoSites;
beforeAll(async () => {
  two = await openTwoSites();
}, 300_000);
afterAll(() => two.close());

const weighed = commands.filter(({ permission }) =>
  (textOf(permission as Permission).weighs as readonly string[] | undefined)?.includes('site'),
);
/** Those that name something: one that takes whatever is ripe may find nothing, and then touches nobody. */
const naming = weighed.filter((one) => one.door !== 'inside' && asksFor(one.input).ids);

/** All that somebody is told who tries it. */
const told = (name: string, input: unknown, actor: Actor): Promise<string> =>
  two.desk.gate.act(name, input, actor, { preview: true }).then(
    () => 'done',
    ({ code, message, because = '', fix = '', findings = [] }: Record<string, unknown>) =>
      JSON.stringify([code ?? String(message), message, because, fix, findings]),
  );

/** Claims of the other site that wait to be sent. */
async function drafts(): Promise<string[]> {
  const [batch] = makeRemits({ seed: 'places-downtown', count: 5 });
  const anew = Buffer.from(batch?.bytes837 ?? [])
    .toString('latin1')
    .replaceAll('CLM*', 'CLM*N');
  await two.desk.feed('to send.837', Buffer.from(anew, 'latin1'), 'claims-to-send');
  await two.desk.settle();
  const rows = await two.rows<{ id: string }>('select id from claims.draft where tenant_id = $1 and site_id = $2 limit 2', [
    two.sites.downtown,
  ]);
  expect(rows).toHaveLength(2);
  return rows.map(({ id }) => id);
}

/** Whatever there is of others that an act could name. */
async function others(): Promise<string[]> {
  const { rows, sites } = two;
  const more = await rows<{ id: string }>(
    `select w.id from posting.work_item w join remits.remit r on r.tenant_id = w.tenant_id and r.id = w.remit_id
      where w.tenant_id = $1 and r.sites = array[$2::uuid]
      union all select id from gate.parked where tenant_id = $1 and sites = array[$2::uuid]`,
    [sites.downtown],
  );
  expect(more.length).toBeGreaterThan(1);
  return [...two.hidden.ofSite.tried, ...more.map(({ id }) => id), ...(await drafts())];
}

describe('whoever is limited and names what is not theirs', () => {
  test('is told what they are told of what does not exist, whatever state it is in', async () => {
    const nothing = crypto.randomUUID();
    const could = new Set<string>();
    const ids = await others();
    for (const { name, input, whole } of naming) {
      const of = async (id: string, actor: Actor) => told(name, madeUpInput(input, { id }), actor);
      const none = await of(nothing, two.uptown);
      // What changes the whole practice is refused before anything is looked for.
      expect(none, name).toMatch(whole === undefined ? /^\["not-found"/ : /^\["not-allowed"/);
      for (const id of ids) {
        if (whole !== undefined || (await of(id, two.everywhere)) !== none) could.add(name);
        expect(await of(id, two.uptown), name).toBe(none);
      }
      for (const id of two.hidden.ofPayer.tried) expect(await of(id, two.onePayer), name).toBe(none);
    }
    // Whoever works everywhere is told of it: the walk would see it.
    expect([...could].sort()).toEqual(naming.map(({ name }) => name).sort());
  });

  test('is told no more by any other command that names something', async () => {
    const nothing = crypto.randomUUID();
    const [patient] = await two.rows<{ id: string }>('select patient_id as id from claims.claim where tenant_id = $1 and id = $2', [
      two.hidden.ofSite.tried[0],
    ]);
    const more = commands.filter((one) => one.door !== 'inside' && asksFor(one.input).ids && !naming.includes(one));
    const could = new Set<string>();
    for (const { name, input } of more)
      for (const id of [...two.hidden.ofSite.tried, patient?.id ?? ''])
        for (const kind of ['claim', 'patient']) {
          const of = async (one: string, actor: Actor) =>
            (await told(name, madeUpInput(input, { id: one, text: `${kind}:${one}` }), actor)).replaceAll(one, 'it');
          const none = await of(nothing, two.uptown);
          expect(await of(id, two.uptown), name).toBe(none);
          if ((await of(id, two.everywhere)) !== (await of(nothing, two.everywhere))) could.add(name);
        }
    expect([...could]).toEqual([]);
  });

  test('records no disclosure, holds nothing and asks no model of what is not theirs', async () => {
    const [claim = ''] = two.hidden.ofSite.tried;
    const [patient] = await two.rows<{ id: string }>('select patient_id as id from claims.claim where tenant_id = $1 and id = $2', [claim]);
    const disclosure = { on: '2026-01-05', basis: 'public-health', recipient: 'County', what: 'A report', why: 'As the law asks' };
    const disclose = (patientId: string | undefined, actor: Actor) =>
      told('ground/governance/disclosures/add', { ...disclosure, patientId }, actor);
    const hold = (subject: string, actor: Actor) => told('ground/governance/retention/place-hold', { subject, matter: 'A case' }, actor);
    const [none, noHold] = [await disclose(crypto.randomUUID(), two.uptown), await hold(`claim:${crypto.randomUUID()}`, two.uptown)];
    expect([await disclose(patient?.id, two.everywhere), await hold(`claim:${claim}`, two.everywhere)]).toEqual(['done', 'done']);
    expect([await disclose(patient?.id, two.uptown), await hold(`claim:${claim}`, two.uptown)]).toEqual([none, noHold]);
    expect([none, noHold]).toEqual([expect.stringContaining('not-found'), expect.stringContaining('not-found')]);
  });

  test('matches no claim of theirs to a hidden one: it is not found', async () => {
    const [part] = await two.rows<{ id: string }>(
      `select c.id from remits.remit_claim c join remits.remit r on r.tenant_id = c.tenant_id and r.id = c.remit_id
        where c.tenant_id = $1 and c.site_id = $2 and r.state = 'open' limit 1`,
      [two.sites.uptown],
    );
    const [claim] = two.hidden.ofSite.tried;
    const match = (claimId: string | undefined) => told('revenue/posting/match-claim', { remitClaimId: part?.id, claimId }, two.uptown);
    expect(await match(claim)).toBe(await match(crypto.randomUUID()));
    expect(await match(claim)).toContain('not-found');
  });

  test('of a remit of several sites is told whose it is before anything of its state', async () => {
    const reason = { remitId: two.mixed, reason: 'to see' };
    expect(await told('revenue/posting/undo-remit', reason, two.everywhere)).toContain('This remit is not posted.');
    for (const name of ['undo-remit', 'remit-not-ours', 'remit-ours', 'post-remit'])
      expect(await told(`revenue/posting/${name}`, reason, two.uptown), name).toContain('is not yours at downtown.');
  });

  test('takes no proposal of others, by approving or declining it', async () => {
    const [row] = await two.rows<{ id: string; command: string }>(
      'select id, command from gate.parked where tenant_id = $1 and sites = array[$2::uuid] limit 1',
      [two.sites.downtown],
    );
    const approve = (proposal: string | undefined) =>
      two.desk.gate.act(row?.command ?? '', { remitId: two.mixed }, two.uptown, { preview: true, ...(proposal ? { proposal } : {}) });
    await expect(approve(row?.id)).rejects.toMatchObject({ code: 'not-found', message: 'This proposal does not exist here.' });
    await expect(approve(crypto.randomUUID())).rejects.toMatchObject({ code: 'not-found', message: 'This proposal does not exist here.' });
  });

  test('ties what agrees exactly of their own, and nothing else', async () => {
    const { result } = await two.desk.gate.act<{ tied: number }>('ground/bank/tie-exact', {}, two.uptown);
    expect(result.tied).toBe(0);
  });
});

describe('in an emergency', () => {
  const within = (actor: Actor): Actor => ({ ...actor, emergency: 'e1' });
  const claims = async (actor: Actor) => (await two.desk.gate.ask<{ total: number }>('revenue/claims/claims', {}, actor)).total;

  /** What is told to a partner of a claim that is hidden from uptown. */
  async function writeBackOfOthers(claim: string): Promise<string> {
    const id = crypto.randomUUID();
    const said = { kind: 'claim-balance', subject: `claim:${claim}`, note: { account: '1', says: {} }, state: 'held' } as const;
    const rest = { tries: 0, findings: [], queuedAt: new Date(), queuedBy: 'poster', actId: crypto.randomUUID() };
    await two.desk.store.inTenant(two.desk.tenant, (tx) =>
      tx.db.insert(writeBack).values({ tenantId: two.desk.tenant, id, partnerId: crypto.randomUUID(), ...said, ...rest }),
    );
    return id;
  }

  test('whoever is limited reads all, and acts on no more than without: every command', async () => {
    expect(await claims(within(two.uptown))).toBe(await claims(two.everywhere));
    const [claim = ''] = two.hidden.ofSite.tried;
    const ids = [...(await others()), await writeBackOfOthers(claim)];
    const lured = new Set<string>();
    for (const { name, input, subjects } of commands.filter((one) => one.door !== 'inside' && one.subjects !== undefined))
      for (const id of ids) {
        const of = (actor: Actor) => told(name, madeUpInput(input, { id, text: `claim:${id}` }), actor);
        const [without, all] = [await of(two.uptown), await of(two.everywhere)];
        if (all !== without) lured.add(name);
        if (without.includes('bad-input') || subjects === undefined) continue;
        expect(await of(within(two.uptown)), `${name} ${without}`).toMatch(/^\["not-(found|allowed)"/);
      }
    expect([...lured]).toEqual(expect.arrayContaining(['revenue/posting/post-remit', 'ground/governance/write-back/decide']));
  });

  test('records no disclosure, holds nothing and posts nothing of what is not theirs, and is told why', async () => {
    const [claim = ''] = two.hidden.ofSite.tried;
    const [row] = await two.rows<{ id: string }>('select patient_id as id from claims.claim where tenant_id = $1 and id = $2', [claim]);
    const disclosure = { on: '2026-01-05', basis: 'public-health', recipient: 'County', what: 'A report', why: 'As the law asks' };
    const acts: readonly (readonly [string, object])[] = [
      ['ground/governance/disclosures/add', { ...disclosure, patientId: row?.id }],
      ['ground/governance/retention/place-hold', { subject: `claim:${claim}`, matter: 'A case' }],
      ['ground/governance/write-back/decide', { writeBackId: await writeBackOfOthers(claim), how: 'send' }],
    ];
    for (const [name, input] of acts) {
      expect(await told(name, input, two.everywhere), name).toBe('done');
      expect(await told(name, input, within(two.everywhere)), name).toBe('done');
      expect(await told(name, input, within(two.uptown)), name).toContain('An emergency lets you read this, and not act on it.');
    }
  });

  test('takes nothing out: neither the books nor any list', async () => {
    const lists = queries.filter(({ permission }) => permission.includes('export'));
    expect(lists.length).toBeGreaterThan(3);
    for (const { name } of lists) {
      const take = (actor: Actor) =>
        two.desk.gate.ask<{ rows: unknown[] }>(name, {}, actor, name.includes('claims') ? 'operations' : undefined);
      expect((await take(two.uptown)).rows.length, name).toBeGreaterThan(0);
      await expect(take(within(two.uptown)), name).rejects.toMatchObject({
        code: 'not-allowed',
        message: 'Nothing is taken out in an emergency.',
      });
      // Of whoever works everywhere an emergency lifts nothing.
      expect((await take(within(two.everywhere))).rows.length, name).toBeGreaterThan(0);
    }
    const books = two.desk.gate.admit('books.export', 'ground/ledger/export', within(two.uptown), { whole: 'The export of the books' });
    await expect(books).rejects.toMatchObject({ message: 'The export of the books is of the whole practice.' });
  });
});

describe('every act that is weighed by its site or payer', () => {
  test('says what it touches: there is none that cannot be told', () => {
    expect(weighed.filter(({ weigh }) => weigh === undefined).map(({ name }) => name)).toEqual([]);
  });

  test('says what it names, so that it is looked for before anything else', () => {
    expect(naming.filter(({ subjects }) => subjects === undefined).map(({ name }) => name)).toEqual([]);
  });
});
