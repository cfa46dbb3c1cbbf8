import { type Cents, cents, subtract, toDecimal, zero } from '../../ground/base/index.ts';
import { roundedShare } from '../contracts/index.ts';
import { type NamedService, toldOf } from './benefits-for.ts';
import type { Benefit } from './coverage.ts';

export type ShareKind = 'payer' | 'copay' | 'deductible' | 'coinsurance' | 'not-covered' | 'over-maximum';

export interface SharePart {
  readonly of: ShareKind;
  readonly amount: Cents;
  readonly because: string;
}

/** Who bears what of a line: every cent of what is allowed is in one of the parts, or it is said why that is not known. */
export type Share = { readonly is: 'known'; readonly parts: readonly SharePart[] } | { readonly is: 'unknown'; readonly because: string };

export interface SharedLine extends NamedService {
  /** Absent where it is not known. */
  readonly allowed?: Cents;
  /** A copay is asked once of each. */
  readonly visit: string;
}

type YearFigure = 'deductibleLeft' | 'outOfPocketLeft' | 'maximumLeft';
const figureWords = { deductibleLeft: 'deductible', outOfPocketLeft: 'limit of what the patient pays', maximumLeft: 'yearly maximum' };

/** What is not known, and why. */
interface Why {
  readonly why: string;
}
const isWhy = (one: unknown): one is Why => typeof one === 'object' && one !== null && 'why' in one;

/** One claim's lines, in their order: what one uses up of a year's figure is gone for those after it. */
export class Sharing {
  readonly #benefits: readonly Benefit[];
  readonly #sameYear: boolean;
  /** By figure and the service that it was told for. */
  readonly #used = new Map<string, number>();
  readonly #copaid = new Set<string>();
  /** A line before took nobody knows how much. */
  #blurred = false;

  /** `sameYear` is false where the look is of another year than the service: what was left then says nothing of it. */
  constructor(benefits: readonly Benefit[], sameYear: boolean) {
    this.#benefits = benefits;
    this.#sameYear = sameYear;
  }

  share(line: SharedLine): Share {
    const parts =
      line.allowed === undefined ? { why: 'What is allowed is not known, so neither is who bears it.' } : this.#parts(line, line.allowed);
    if (!isWhy(parts)) return { is: 'known', parts: parts.filter(({ of, amount }) => amount !== 0 || of === 'payer') };
    this.#blurred = true;
    return { is: 'unknown', because: parts.why };
  }

  #parts(line: SharedLine, allowed: Cents): readonly SharePart[] | Why {
    const notCovered = this.#said(line, (benefit) => benefit.notCovered, 'whether it is covered');
    if (isWhy(notCovered)) return notCovered;
    if (notCovered === true)
      return [part('payer', zero, 'not covered'), part('not-covered', allowed, 'the coverage says that it does not cover this')];
    const cost = this.#costShare(line, allowed);
    if (isWhy(cost)) return cost;
    const bounded = this.#bounded(line, cost);
    if (isWhy(bounded)) return bounded;
    const ofPayer = subtract(allowed, total(bounded));
    const maximum = this.#left(line, 'maximumLeft');
    if (isWhy(maximum)) return maximum;
    const paid = maximum === undefined || maximum >= ofPayer ? ofPayer : maximum;
    this.#use(line, 'deductibleLeft', bounded.find(({ of }) => of === 'deductible')?.amount ?? zero);
    this.#use(line, 'outOfPocketLeft', total(bounded));
    this.#use(line, 'maximumLeft', paid);
    const told = maximum === undefined ? 'no yearly maximum was told' : `${toDecimal(maximum)} of the yearly maximum were left`;
    return [
      part('payer', paid, `what is left of ${toDecimal(allowed)}; ${told}`),
      ...bounded,
      part('over-maximum', subtract(ofPayer, paid), 'the plan pays no more than its yearly maximum'),
    ];
  }

  /** Copay, deductible and coinsurance; in which order the first two come changes no sum. */
  #costShare(line: SharedLine, allowed: Cents): readonly SharePart[] | Why {
    const copay = this.#said(line, (benefit) => benefit.copay, 'the copay');
    if (isWhy(copay)) return copay;
    const coinsurance = this.#said(line, (benefit) => benefit.coinsurance, 'the coinsurance');
    if (isWhy(coinsurance)) return coinsurance;
    if (copay === undefined && coinsurance === undefined) return { why: 'The coverage says neither a copay nor a coinsurance.' };
    const asked = this.#copayOf(line, copay ?? zero, allowed);
    const alone = copay === undefined || copay === 0 ? false : this.#copayAlone(line);
    if (isWhy(alone)) return alone;
    const rest = alone ? zero : subtract(allowed, asked.amount);
    if (rest === 0) return [asked];
    const left = this.#left(line, 'deductibleLeft');
    if (isWhy(left)) return left;
    if (left === undefined) return { why: 'The coverage does not say what is left of the deductible.' };
    const deductible = part('deductible', left < rest ? left : rest, `${toDecimal(left)} of the deductible were left`);
    const shared = subtract(rest, deductible.amount);
    if (shared === 0) return [asked, deductible];
    if (coinsurance === undefined) return { why: 'The coverage says no coinsurance.' };
    const because = `${toDecimal(cents(coinsurance))} % of ${toDecimal(shared)}`;
    return [asked, deductible, part('coinsurance', roundedShare(shared, coinsurance), because)];
  }

  #copayOf({ visit, code, family }: SharedLine, copay: Cents, allowed: Cents): SharePart {
    const key = `${visit}|${this.#copayKey({ code, family })}`;
    if (copay > 0 && this.#copaid.has(key)) return part('copay', zero, 'asked once a visit');
    this.#copaid.add(key);
    return part('copay', copay < allowed ? copay : allowed, `copay of ${toDecimal(copay)} a visit`);
  }

  #copayKey(service: NamedService): string {
    const told = toldOf(this.#benefits, service, ({ copay }) => copay);
    return told.is === 'said' ? told.of : '';
  }

  /** Whether the copay stands instead of deductible and coinsurance: where there is nothing else to bear, no matter. */
  #copayAlone(line: SharedLine): boolean | Why {
    const alone = this.#said(line, (benefit) => benefit.copayAlone, 'what goes with the copay');
    if (isWhy(alone) || alone !== undefined) return alone;
    const left = toldOf(this.#benefits, line, ({ deductibleLeft }) => deductibleLeft);
    const coinsurance = toldOf(this.#benefits, line, (benefit) => benefit.coinsurance);
    if (left.is === 'said' && left.value === 0 && coinsurance.is === 'said' && coinsurance.value === 0) return false;
    return { why: 'The coverage does not say whether the copay stands instead of deductible and coinsurance.' };
  }

  /** No more than the patient still pays this year: the coinsurance gives way first, the copay last. */
  #bounded(line: SharedLine, cost: readonly SharePart[]): readonly SharePart[] | Why {
    const most = this.#left(line, 'outOfPocketLeft');
    if (isWhy(most)) return most;
    if (most === undefined) return cost;
    let room: number = most;
    return cost.map((one) => {
      const amount = cents(Math.min(room, one.amount));
      room -= amount;
      return amount === one.amount
        ? one
        : part(one.of, amount, `${one.because}, and only ${toDecimal(most)} are left until the patient pays no more`);
    });
  }

  #said<T>(line: NamedService, figure: (benefit: Benefit) => T | undefined, words: string): T | undefined | Why {
    const told = toldOf(this.#benefits, line, figure);
    if (told.is === 'in-two-ways') return { why: `The coverage says ${words} in two ways.` };
    return told.is === 'said' ? told.value : undefined;
  }

  /** What lines before this one left of a figure of the year; undefined where it was not told. */
  #left(line: NamedService, figure: YearFigure): Cents | undefined | Why {
    const told = toldOf(this.#benefits, line, (benefit) => benefit[figure]);
    if (told.is === 'in-two-ways') return { why: `The coverage says the ${figureWords[figure]} in two ways.` };
    if (told.is === 'unsaid') return undefined;
    if (told.value === 0 && figure === 'deductibleLeft' && this.#sameYear) return zero;
    if (!this.#sameYear) return { why: `The coverage was looked at in another year: its ${figureWords[figure]} has begun anew.` };
    if (this.#blurred) return { why: `What a line before takes of the ${figureWords[figure]} is not known.` };
    return cents(told.value - (this.#used.get(`${figure}|${told.of}`) ?? 0));
  }

  #use(line: NamedService, figure: YearFigure, amount: Cents): void {
    const told = toldOf(this.#benefits, line, (benefit) => benefit[figure]);
    if (told.is !== 'said') return;
    const key = `${figure}|${told.of}`;
    this.#used.set(key, (this.#used.get(key) ?? 0) + amount);
  }
}

const part = (of: ShareKind, amount: Cents, because: string): SharePart => ({ of, amount, because });
const total = (parts: readonly SharePart[]): Cents => cents(parts.reduce((all, { amount }) => all + amount, 0));
