import { personRoles, retentionClassNames } from '@claimwright/core/ground/governance';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { madeUpInput } from '../../testing/made-up-input.ts';
import { openTwoSites, type TwoSites } from '../../testing/two-sites.ts';
import type { Actor } from '../gate/index.ts';
import { approve } from '../gate/index.ts';
import { commands } from '../rooms.ts';

let two: TwoSites;
/** Has every right that there is, at one site; for one payer; everywhere. */
let atUptown: Actor;
let forPayer: Actor;
let everywhere: Actor;
beforeAll(async () => {
  two = await openTwoSites();
  const whoever = (actor: Actor): Actor => ({ ...actor, roles: personRoles }) as Actor;
  [atUptown, forPayer, everywhere] = [whoever(two.uptown), whoever(two.onePayer), whoever(two.everywhere)];
}, 300_000);
afterAll(() => two.close());

const told = (name: string, input: unknown, actor: Actor): Promise<string> =>
  two.desk.gate.act(name, input, actor, { preview: true }).then(
    () => 'done',
    ({ code, message, because = '' }: Record<string, unknown>) => JSON.stringify([code ?? String(message), message, because]),
  );
const ofTheWhole = /^\["not-allowed","[^"]* is of the whole practice\."/;
const timeZone = 'America/Chicago';
const because = 'because I may';
const anyDay = '2026-03-01';

/** Refused by what they say or stand on: each is tried below with an input of its own. */
const byInput: { readonly [command: string]: () => readonly object[] } = {
  'ground/parties/set-payer': () => [],
  'ground/parties/set-site': () => [
    { siteId: two.sites.downtown, name: 'downtown', timeZone },
    { siteId: two.sites.uptown, name: 'uptown', timeZone },
    { siteId: two.sites.uptown, name: 'uptown', timeZone, npi: '1000000004' },
  ],
  'ground/governance/set-level': () => [
    { workflow: 'posting', siteId: two.sites.downtown, level: 'shadow', because },
    { workflow: 'posting', level: 'shadow', because },
  ],
  'ground/governance/restore-level': () => [
    { workflow: 'posting', siteId: two.sites.downtown, because },
    { workflow: 'posting', because },
  ],
  'ground/governance/clear-level': () => [{ workflow: 'posting', siteId: two.sites.downtown, because }],
  'ground/governance/start-trial': () => [{ workflow: 'posting', controlShare: 10 }],
  'ground/governance/end-trial': () => [],
  'ground/governance/decide-promotion': () => [],
  'ground/governance/set-policy': () => [],
  'ground/governance/resume': () => [{ workflow: 'posting', because }],
  'ground/governance/retention/place-hold': () => [{ subject: 'practice', matter: 'A case' }],
  'ground/governance/retention/lift-hold': () => [],
  'ground/governance/retention/propose-destruction': () => [{ class: retentionClassNames[0], before: anyDay }],
};

/** What whoever is limited may administer alone: it opens nothing to them that is not theirs, and why. */
const noWall: { readonly [command: string]: string } = {
  'ground/parties/add-payer': 'nobody is limited to it yet',
  'ground/parties/add-provider': 'a provider is at no site',
  'ground/codes/set-reason': 'words and accounts of reasons',
  'ground/codes/import-reasons': 'words and accounts of reasons',
  'ground/codes/drop-reason': 'words and accounts of reasons',
  'ground/intake/set-source': 'what comes in is placed by its own numbers',
  'ground/intake/pause-source': 'what comes in is placed by its own numbers',
  'ground/intake/trust-host': 'what comes in is placed by its own numbers',
  'ground/intake/end-source': 'what comes in is placed by its own numbers',
  'revenue/scrub/override': 'a finding of a claim that is theirs',
  'ground/governance/models/end-agreement': 'less goes out',
  'ground/governance/models/set-budget': 'what may be spent',
  'ground/governance/people/invite': 'waits for a second person, by the place that it gives',
  'ground/governance/people/withdraw': 'one place less',
  'ground/governance/people/change': 'waits for a second person, by the place that it gives',
  'ground/governance/people/end': 'one place less',
  'ground/governance/people/return': 'waits for a second person, by the place that it gives',
  'ground/governance/people/let-link': 'is what a second person agrees to',
  'ground/governance/onboarding/not-for-us': 'a step of a list',
  'ground/governance/onboarding/put-away': 'a step of a list',
  'ground/governance/training-practice/make': 'made-up patients',
  'ground/governance/training-practice/end': 'made-up patients',
  'ground/governance/training-practice/begin-exercise': 'made-up patients',
  'ground/governance/training-practice/answer': 'made-up patients',
  'ground/governance/keys/rotate': 'other keys, the same readers',
  'ground/governance/record/export': 'signatures and counts',
  'ground/governance/disclosures/add': 'named: another site’s patient does not exist',
  'ground/governance/revoke-service-key': 'one way in less',
  'ground/governance/revoke-service-account': 'one way in less',
  'ground/governance/take-emergency': 'on the record, to read, and reviewed',
  'ground/governance/end-emergency': 'less is seen',
  'ground/governance/stop-emergency': 'less is seen',
  'ground/governance/review-emergency': 'nobody reviews their own',
  'ground/governance/stop': 'the switch waits for nobody: machines do less',
  'ground/governance/organisations/write-template': 'an organisation has no sites',
  'gate/disagree': 'nothing is done',
};

describe('whoever is limited, with every right that there is', () => {
  const administering = () =>
    commands.filter(
      ({ door, consequence, name }) =>
        (door !== 'inside' || name === 'ground/governance/set-sign-on') && ['administers', 'change-contract'].includes(consequence),
    );

  test('moves no wall alone: every command that administers is of the whole practice, or stands in a list with its reason', async () => {
    const open: string[] = [];
    for (const { name, input, whole } of administering()) {
      if (noWall[name] !== undefined || byInput[name] !== undefined) continue;
      const answers = await Promise.all([atUptown, forPayer].map((actor) => told(name, madeUpInput(input), actor)));
      // What has a shape past what is made up says at least that it is of the whole.
      const refused = (answer: string) => ofTheWhole.test(answer) || (whole !== undefined && answer.startsWith('["bad-input"'));
      if (!answers.every(refused)) open.push(`${name}: ${answers[0]}`);
    }
    expect(open).toEqual([]);
    const known = new Set(administering().map(({ name }) => name));
    expect([...Object.keys(noWall), ...Object.keys(byInput)].filter((name) => !known.has(name))).toEqual([]);
  });

  test('moves none by what an act says either', async () => {
    const open: string[] = [];
    for (const [name, inputs] of Object.entries(byInput))
      for (const input of inputs()) {
        const answer = await told(name, input, atUptown);
        if (!/^\["not-allowed","([^"]* is of the whole practice\.|[^"]* is not yours at downtown\.)"/.test(answer))
          open.push(`${name} ${JSON.stringify(input)}: ${answer}`);
        expect(await told(name, input, everywhere), name).not.toContain('not-allowed');
      }
    expect(open).toEqual([]);
  });

  test('renames the own site, and sets how far a machine goes there', async () => {
    const [site] = await two.rows<{ npi: string | null; billing: string | null }>(
      'select npi, billing_npi as billing from parties.site where tenant_id = $1 and id = $2',
      [two.sites.uptown],
    );
    const numbers = { ...(site?.npi ? { npi: site.npi } : {}), ...(site?.billing ? { billingNpi: site.billing } : {}) };
    const named = { siteId: two.sites.uptown, name: 'Uptown', timeZone, ...numbers };
    expect(await told('ground/parties/set-site', named, atUptown)).toBe('done');
    const level = { workflow: 'posting', siteId: two.sites.uptown, level: 'shadow', because };
    expect(await told('ground/governance/set-level', level, atUptown)).toBe('done');
  });

  test('changes no other payer, nor says which are one', async () => {
    const payers = await two.rows<{ id: string; mine: boolean }>(
      'select p.id, p.id = any(m.payers) as mine from parties.payer p, governance.member m where p.tenant_id = $1 and m.tenant_id = $1 and m.user_id = $2',
      [forPayer.id],
    );
    const change = (mine: boolean) =>
      told('ground/parties/set-payer', { payerId: payers.find((one) => one.mine === mine)?.id, inNetwork: false }, forPayer);
    expect([await change(true), await change(false)]).toEqual(['done', expect.stringContaining('is not yours for another payer.')]);
  });

  test('neither sees a hold on a claim of others nor lifts it, nor the hold of the whole practice', async () => {
    const [claim = ''] = two.hidden.ofSite.tried;
    const place = async (subject: string) =>
      (await two.desk.gate.act<{ holdId: string }>('ground/governance/retention/place-hold', { subject, matter: 'A lawsuit' }, everywhere))
        .result.holdId;
    const [theirs, all] = [await place(`claim:${claim}`), await place('practice')];
    const holds = async (actor: Actor) =>
      (await two.desk.gate.ask<{ rows: { id: string }[] }>('ground/governance/retention/holds', {}, actor)).rows.map(({ id }) => id);
    expect((await holds(everywhere)).sort()).toEqual([theirs, all].sort());
    expect(await holds(atUptown)).toEqual([all]);
    const lift = (holdId: string, actor: Actor) => told('ground/governance/retention/lift-hold', { holdId, reason: because }, actor);
    expect(await lift(theirs, atUptown)).toBe(await lift(crypto.randomUUID(), atUptown));
    expect(await lift(theirs, atUptown)).toContain('not-found');
    expect(await lift(all, atUptown)).toMatch(ofTheWhole);
    expect([await lift(theirs, everywhere), await lift(all, everywhere)]).toEqual(['done', 'done']);
  });

  test('is no second person for what opens more than their own: somebody is asked who sees all', async () => {
    const first = await two.person('first-of-uptown', { sites: [two.sites.uptown] });
    const proposer = { ...first, roles: personRoles } as Actor;
    const input = {
      ...{ name: 'New', email: 'new@elm.example', roles: ['biller'], sites: [], payers: [], credentials: [] },
      codeHash: 'a'.repeat(64),
    };
    const { outcome, result } = await two.desk.gate.act<{ proposalId: string }>('ground/governance/people/invite', input, proposer);
    expect(outcome).toBe('parked');
    await expect(approve(two.desk.gate, atUptown, result.proposalId)).rejects.toMatchObject({
      code: 'not-allowed',
      message: 'You are not the second person here.',
    });
    expect((await approve(two.desk.gate, everywhere, result.proposalId)).outcome).toBe('applied');
  });
});
