import { type BankStatement, deposits } from '../bank/deposits.ts';
import type { BilledClaim, Facility, MadeClaim } from '../claims/claim.ts';
import { makeClaims } from '../claims/make-claims.ts';
import { write837 } from '../claims/write-837.ts';
import { addDays, type Day, wireDay } from '../days.ts';
import { assemble, type Paid } from '../payer/assemble.ts';
import { type DrawnCase, players } from '../payer/cases/index.ts';
import { received, type Script, type Step } from '../payer/play.ts';
import type { RemitFile } from '../payer/repeat.ts';
import type { CaseName, RemitTruth } from '../payer/truth.ts';
import { write835 } from '../payer/write-835.ts';
import { makeNpi, makePractice, type Patient, type Payer, type Practice, payerById } from '../practice/practice.ts';
import { makeRandom, type Random } from '../random.ts';
import { usual, wrapped } from '../wire/segments.ts';
import { type Tonight, tonight } from './tonight.ts';

export interface DemoRemit extends RemitFile {
  /** What is to be seen in it, in a biller's words. */
  readonly about: string;
}
export interface DemoFiles {
  readonly practice: Practice;
  /** Where some of its patients are seen: its claims name it, and the others only who bills. */
  readonly secondSite: Facility;
  readonly claims: { readonly name: string; readonly bytes837: Uint8Array; readonly claims: readonly MadeClaim[] };
  /** Tonight's: charges of which claims are made that have not gone out. */
  readonly tonight: Tonight;
  /** In the order in which they arrive. */
  readonly remits: readonly DemoRemit[];
  readonly bank: BankStatement;
}

type Part = readonly [DrawnCase, wave: number, count: number];

/** Who answers what, and in which weekly payment run. */
const plans: readonly { readonly payerId: string; readonly parts: readonly Part[] }[] = [
  {
    // A clean week; then a takeback larger than the week's pay, carried forward; then the week that pays it back.
    payerId: '90101',
    parts: [
      ['taken-back', 0, 1],
      ['contracted', 0, 7],
      ['deductible', 0, 1],
      ['contracted', 1, 1],
      ['contracted', 2, 4],
      ['interest', 2, 1],
    ],
  },
  {
    payerId: '90102',
    parts: [
      ['deductible', 0, 2],
      ['out-of-balance-payment', 1, 1],
      ['contracted', 2, 3],
    ],
  },
  {
    payerId: '90103',
    parts: [
      ['crossed-over', 0, 4],
      ['sequestration', 0, 3],
      ['denied', 0, 2],
      ['line-denied', 0, 1],
      ['contracted', 0, 2],
    ],
  },
  {
    payerId: '90105',
    parts: [
      ['contracted', 0, 5],
      ['zero-charge-lines', 0, 2],
    ],
  },
];

const POOL = 260;

/** The files of a small fictional practice's last weeks, for a first start: nothing in it is later than `today`. */
export function demoFiles(seed: string | number, today: Day): DemoFiles {
  const random = makeRandom(`demo/${seed}`);
  const practice = makePractice(seed, { patients: 200 });
  const until = addDays(today, -31);
  const secondSite = hilltop(seed, practice);
  const seenThere = new Set(practice.patients.filter((_, i) => i % 3 === 0));
  const facilityOf = (patient: Patient): Facility | undefined => (seenThere.has(patient) ? secondSite : undefined);
  const wish = { seed: `demo/${seed}`, count: POOL, until, practice, facilityOf, specialties: ['medical', 'optometry'] } as const;
  const pool = makeClaims(wish).claims.filter((c) => c.placeOfService === '11');
  const chosen: MadeClaim[] = [];
  const steps = new Map<string, { payer: Payer; steps: Step[] }>();
  for (const plan of plans) {
    for (const { script, claim, wave } of cast(plan, pool, random)) {
      chosen.push(claim);
      for (const step of script.steps) {
        const { payer } = step.cover;
        const desk = steps.get(payer.id) ?? { payer, steps: [] };
        desk.steps.push({ ...step, wave: step.wave + wave });
        steps.set(payer.id, desk);
      }
    }
  }
  const runs = { from: addDays(today, -24), claimsPerRemit: 50, payee: { name: practice.name, npi: practice.npi, taxId: practice.taxId } };
  const paid = [...steps.values()].flatMap(
    ({ payer, steps: own }) => assemble(payer, own, [], { ...runs, random: random.fork(payer.id) }).paid,
  );
  const remits = files(paid, random);
  const claims = chosen.sort((a, b) => (a.control.slice(9) < b.control.slice(9) ? -1 : 1));
  const bytes837 = write837(practice, claims, { day: addDays(today, -30), control: '101' });
  return {
    practice,
    secondSite,
    tonight: tonight(seed, today, { practice, secondSite }),
    claims: { name: `claims-${wireDay(addDays(today, -30))}.837`, bytes837, claims },
    remits,
    bank: statement(remits, practice, random),
  };
}

function hilltop(seed: string | number, practice: Practice): Facility {
  const random = makeRandom(`demo/${seed}/site`);
  const npi = makeNpi(`1${random.digits(8)}`);
  return { name: 'HILLTOP OFFICE (FICTIONAL)', npi, street: `${random.int(1, 99)} Hilltop Road`, town: practice.town };
}

interface Role {
  readonly script: Script;
  readonly claim: MadeClaim;
  readonly wave: number;
}

/** Finds a claim of the payer for every part; a part that no claim suits is left out. */
function cast(plan: (typeof plans)[number], pool: readonly MadeClaim[], random: Random): Role[] {
  const own = pool.filter((c) => c.coverages[0]?.payer.id === plan.payerId);
  // The dearest claim is the one taken back, so that the week comes out below zero.
  own.sort((a, b) => b.billed - a.billed || (a.control < b.control ? -1 : 1));
  const [dearest, ...others] = own;
  const left = [...(dearest ? [dearest] : []), ...random.fork(`cast/${plan.payerId}`).shuffle(others)];
  const roles: Role[] = [];
  for (const [name, wave, count] of plan.parts) {
    for (let i = 0; i < count; i++) {
      const found = left.findIndex((claim) => suits(name, claim) && play(name, claim, random) !== undefined);
      const claim = left[found];
      if (!claim) continue;
      left.splice(found, 1);
      const script = play(name, claim, random);
      if (script) roles.push({ script, claim, wave });
    }
  }
  return roles;
}

/** Claims with a second payer are kept for the parts that need one: two of them show a bill that has to go on by itself. */
function suits(name: DrawnCase, claim: BilledClaim): boolean {
  return name === 'crossed-over' || name === 'contracted' || claim.coverages.length === 1;
}

function play(name: DrawnCase, claim: BilledClaim, random: Random): Script | undefined {
  const [cover, next] = claim.coverages;
  if (!cover) return undefined;
  const own = random.fork(claim.control);
  return players[name]({
    random: own,
    claim,
    cover,
    next,
    payerControl: `${cover.payer.id.slice(-1)}${own.digits(12)}`,
    receivedOn: received(claim),
  });
}

function files(paid: readonly Paid[], random: Random): DemoRemit[] {
  const used = new Set<string>();
  const all = paid.map((one): DemoRemit => {
    const { remit, truth } = one;
    const own = random.fork(remit.trace);
    const old = remit.payer.kind === 'vision';
    const bytes835 = write835([remit], {
      control: own.digits(9),
      separators: own.pick([usual, wrapped]),
      ...(old ? { version: '004010X091A1' } : {}),
    });
    const stem = `${remit.payer.name.split(' ')[0]?.toLowerCase()}-${wireDay(remit.paidOn)}`;
    const name = used.has(stem) ? `${stem}-2.835` : `${stem}.835`;
    used.add(stem);
    return { name, bytes835, truth, remit, about: aboutOf(truth, old) };
  });
  all.sort((a, b) => (a.remit.paidOn < b.remit.paidOn ? -1 : a.remit.paidOn > b.remit.paidOn ? 1 : 0));
  const clean = all.find((f) => f.remit.payer.id === '90101');
  return clean ? [...all, again(clean, random)] : all;
}

/** The first week's file once more, by another name and in another wrapping. */
function again(file: DemoRemit, random: Random): DemoRemit {
  const bytes835 = write835([file.remit], { control: random.fork('again').digits(9), separators: wrapped });
  const claims = file.truth.claims.map(
    (c) => ({ ...c, outcome: 'nothing', alsoRight: [], applied: 0, patient: 0, nextPayer: 0, treatments: {} }) as const,
  );
  const truth: RemitTruth = { ...file.truth, disposition: 'repeated', because: 're-wrapped', claims, depositDue: false };
  return {
    ...file,
    name: file.name.replace('.835', ' (1).835'),
    bytes835,
    truth,
    about: 'The same payment once more, in a file that looks new',
  };
}

function aboutOf(truth: RemitTruth, old: boolean): string {
  const has = (name: CaseName): boolean => truth.claims.some((c) => c.case === name);
  const forward = truth.moves.find((m) => m.code === 'FB');
  if (truth.disposition === 'parked') return 'Out of balance: the payment is not what its claims add up to';
  if (forward && forward.amount < 0) return 'A takeback larger than the week’s pay: nothing paid, the rest carried forward';
  if (forward) return 'Ordinary payments, with the carried forward amount taken back, and interest';
  if (truth.amount === 0) return 'Nothing paid: all of it is the patients’ deductible';
  if (has('denied')) return 'Medicare: denials, sequestration, and claims forwarded to the supplement';
  if (has('crossed-over')) return 'The supplement pays what Medicare left';
  return old ? 'A vision payer that still sends version 4010' : 'Ordinary payments by contract';
}

/** One deposit has not come (the supplement's) and one is short (Juniper Valley's). */
function statement(remits: readonly DemoRemit[], practice: Practice, random: Random): BankStatement {
  const due = remits.filter((r) => r.truth.depositDue && r.truth.disposition === 'post');
  const of = (payerId: string): string | undefined => due.find((r) => r.remit.payer.id === payerId)?.remit.trace;
  const missing = of(payerById('90104').id);
  const short = of(payerById('90102').id);
  return deposits(remits, 'csv', {
    seed: random.fork('bank').digits(6),
    account: { routing: practice.bankRouting, number: practice.bankAccount },
    missing: missing ? [missing] : [],
    wrongBy: new Map(short ? [[short, -1_250]] : []),
    noise: 5,
  });
}
