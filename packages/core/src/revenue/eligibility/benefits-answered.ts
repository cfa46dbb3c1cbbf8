import type { Benefit as Answered } from '@claimwright/x12';
import { cents } from '../../ground/base/index.ts';
import type { Benefit } from './coverage.ts';

/** Kinds of service (EB03) by what stands on a claim: dental ones by how their codes begin, 30 and 35 are the plan as a whole. */
const services: { readonly [type: string]: readonly (string | undefined)[] } = {
  ...{ '30': [undefined], '35': [undefined], '98': ['office visit'] },
  ...{ '23': ['D0*'], '41': ['D1*'], '25': ['D2*'], '36': ['D27*'], '26': ['D3*'], '24': ['D4*'] },
  ...{ '39': ['D5*', 'D6*'], '40': ['D7*'], '38': ['D8*'], '28': ['D9*'] },
};
/** EB06: what is left of it. */
const remaining = '29';

/** `0.2` is 2000; undefined where it is no share, or finer. */
function tenThousandths(share: string): number | undefined {
  const [, whole = '', places = ''] = /^(\d?)(?:\.(\d{1,4}))?$/.exec(share) ?? [];
  return whole + places === '' ? undefined : Number(whole + places.padEnd(4, '0'));
}

/** One figure of an answer; undefined where it is none that is counted with. */
function figureOf({ information, amount: told, percent, period }: Answered): Benefit | undefined {
  const amount = told === undefined ? undefined : cents(told);
  if (information === 'I') return { notCovered: true };
  if (information === 'B') return amount === undefined ? undefined : { copay: amount };
  if (information === 'A') {
    const share = tenThousandths(percent ?? '');
    return share === undefined || share > 10_000 ? undefined : { coinsurance: share };
  }
  // A deductible of nothing is one of which nothing is left.
  if (amount === undefined || (period !== remaining && amount !== 0)) return undefined;
  if (information === 'C') return { deductibleLeft: amount };
  if (period !== remaining) return undefined;
  return information === 'G' ? { outOfPocketLeft: amount } : information === 'F' ? { maximumLeft: amount } : undefined;
}

/** What a payer answered of who bears what, in its network and for one person: that of a family says how much others used, too. */
export function benefitsAnswered(answered: readonly Answered[]): { readonly benefits?: readonly Benefit[] } {
  const benefits = answered
    .filter(({ inNetwork, coverageLevel = 'IND' }) => inNetwork !== 'N' && coverageLevel === 'IND')
    .flatMap((one): readonly Benefit[] => {
      const figure = figureOf(one);
      if (figure === undefined) return [];
      if (one.procedure !== undefined) return [{ ...figure, service: one.procedure.code }];
      const kinds = (one.serviceTypes ?? ['30']).flatMap((type) => services[type] ?? []);
      return kinds.map((service) => (service === undefined ? figure : { ...figure, service }));
    });
  return benefits.length === 0 ? {} : { benefits };
}
