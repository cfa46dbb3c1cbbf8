import { manages, type StepFact, type StepFacts } from '@claimwright/core/ground/governance';
import type { Ctx } from '../../../gate/index.ts';
import { type Counts, counts, type First, firstActs, firstRead, openedWith, people } from './store.ts';

const ofRecord = {
  people: ['ground/governance/people/invite'],
  sites: ['ground/parties/add-site', 'ground/parties/set-site', 'ground/governance/first-run'],
  payers: ['ground/parties/add-payer', 'ground/parties/set-payer', 'ground/governance/first-run'],
  balances: ['ground/governance/first-run'],
  practising: ['ground/governance/training-practice/make'],
  posting: ['revenue/posting/post-remit', 'revenue/posting/post-remits'],
  bank: ['ground/bank/tie-deposit', 'ground/bank/tie-exact'],
  record: ['ground/governance/record/export'],
  backup: ['ground/governance/backup'],
} as const;

const many = (n: number, one: string, more = `${one}s`): string => `${n} ${n === 1 ? one : more}`;
/** Done, with who did it first where that is known; or what is missing. */
const fact = (done: boolean, found: string, first?: First): StepFact => ({ done, found, ...(done ? first : {}) });

type FirstOf = (step: keyof typeof ofRecord) => First | undefined;

/** How every step stands, looked up in what there is. */
export async function stepFacts({ tx, witness }: Pick<Ctx, 'tx' | 'witness'>): Promise<StepFacts> {
  const acts = await firstActs(tx, [...new Set(Object.values(ofRecord).flat())]);
  const first: FirstOf = (step) =>
    ofRecord[step]
      .flatMap((what) => acts.get(what) ?? [])
      .toSorted((a, b) => (a.at < b.at ? -1 : 1))
      .at(0);
  const [numbers, who, opened] = [await counts(tx), await people(tx), await openedWith(tx)];
  const [claims, remits, bank] = [await firstRead(tx, 'claims'), await firstRead(tx, 'remits'), await firstRead(tx, 'deposits')];
  return {
    ...ofPlace(numbers, who, opened, first),
    claims: fact(claims !== undefined, claims ? 'Claims were read' : 'No claims were read yet', claims),
    remits: fact(remits !== undefined, remits ? 'A remit was read' : 'No remit was read yet', remits),
    posting: did(first('posting'), 'A person posted a remit', 'Nothing was posted yet'),
    bank: did(
      first('bank'),
      'A deposit was tied to its remit',
      bank ? 'A bank file was read; no deposit is tied yet' : 'No bank file was read yet',
    ),
    record: did(first('record'), 'The record was taken out', 'Nobody took the record out yet'),
    backup: did(first('backup'), 'A backup was made', 'No backup was made yet'),
    checkpoints: fact(
      witness?.chosen === true,
      witness?.chosen === true
        ? 'Checkpoints lie in a place that was chosen for them'
        : 'Checkpoints lie beside the data, where whoever changes one can change the other',
    ),
    machines: fact(
      numbers.selfActing === 0,
      numbers.selfActing === 0
        ? 'No workflow applies anything by itself'
        : `At ${many(numbers.selfActing, 'level')} of the switchboard machines apply what is clean by themselves`,
    ),
  };
}

const did = (first: First | undefined, done: string, open: string): StepFact => fact(first !== undefined, first ? done : open, first);

type OfPlace = 'people' | 'factors' | 'sites' | 'payers' | 'balances' | 'practising';

function ofPlace(
  { sites, sitesWithout, payers, unconfirmed, invited, training }: Counts,
  who: readonly { readonly roles: readonly string[]; readonly factor: boolean }[],
  opened: number,
  first: FirstOf,
): Pick<StepFacts, OfPlace> {
  const managers = who.filter(({ roles }) => manages(roles));
  const without = managers.filter(({ factor }) => !factor).length;
  const waits = invited > 0 ? `, ${many(invited, 'invitation waits', 'invitations wait')}` : '';
  return {
    people: fact(who.length > 1, `${many(who.length, 'person works', 'people work')} here${waits}`, first('people')),
    factors: fact(
      managers.length > 0 && without === 0,
      without === 0
        ? 'Everybody who manages something has one'
        : `${without} of ${many(managers.length, 'person', 'people')} who manage something ${without === 1 ? 'has' : 'have'} none`,
    ),
    // An only site needs no number to be told apart.
    sites: fact(
      sites > 0 && (sites === 1 || sitesWithout === 0),
      sites > 1 && sitesWithout > 0
        ? `${sitesWithout} of ${many(sites, 'site')} ${sitesWithout === 1 ? 'has' : 'have'} no number`
        : many(sites, 'site'),
      first('sites'),
    ),
    payers: fact(
      payers > 0 && unconfirmed === 0,
      unconfirmed > 0
        ? `${unconfirmed} of ${many(payers, 'payer')} met in files ${unconfirmed === 1 ? 'waits' : 'wait'} to be confirmed`
        : many(payers, 'payer'),
      first('payers'),
    ),
    balances: fact(
      opened > 0,
      opened > 0 ? `${many(opened, 'account')} opened with a balance` : 'No account opened with a balance',
      first('balances'),
    ),
    practising: fact(
      training > 0,
      training > 0 ? 'A training practice was made' : 'There was no training practice yet',
      first('practising'),
    ),
  };
}
