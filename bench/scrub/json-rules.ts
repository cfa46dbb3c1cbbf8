import { daysBetween, type PlainDate } from '../../packages/core/src/ground/base/index.ts';
import type { LineToSend } from '../../packages/core/src/revenue/claims/index.ts';
import type { ScrubFacts } from '../../packages/core/src/revenue/scrub/index.ts';
import { contenderModule } from '../contenders/install.ts';

interface Engine {
  addRule(rule: object): unknown;
  addOperator(name: string, judge: (a: unknown, b: unknown) => boolean): unknown;
  run(facts: object): Promise<{ readonly events: readonly { readonly type: string }[] }>;
}

const since = (on: PlainDate, until: PlainDate | undefined): number => (until === undefined ? 0 : daysBetween(on, until));

type Condition = readonly [fact: string, operator: string, value: unknown];
const is = 'equal';

/** The twenty rules of the sample pack, as json-rules-engine writes them. What it has no words for is reckoned before, and costs it nothing. */
const ofLines: { readonly [id: string]: readonly Condition[] } = {
  'therapy-units': [
    ['code', is, '97110'],
    ['units', 'greaterThan', 4],
  ],
  'therapy-modifier': [
    ['family', is, 'exercise therapy'],
    ['modifiers', 'doesNotContain', 'GP'],
  ],
  'manual-therapy-minutes': [
    ['code', is, '97140'],
    ['minutes', 'greaterThan', 0],
    ['minutes', 'lessThan', 8],
  ],
  'tracing-reason': [
    ['code', is, '93000'],
    ['diagnoses', 'someBegin', ['Z00']],
  ],
  'long-visit-note': [
    ['code', is, '99214'],
    ['units', 'greaterThan', 1],
  ],
  'visit-telehealth': [
    ['family', is, 'office visit'],
    ['place', is, '10'],
    ['modifiers', 'doesNotContain', '95'],
  ],
  'scan-reason': [
    ['code', is, '92134'],
    ['diagnoses', 'noneBegin', ['H3', 'E1']],
  ],
  'scan-age': [
    ['code', is, '92133'],
    ['age', 'lessThan', 18],
  ],
  'cataract-facility': [
    ['code', 'in', ['66984', '66982']],
    ['place', 'notIn', ['22', '24']],
  ],
  'drug-place': [
    ['code', is, 'J1100'],
    ['place', is, '21'],
  ],
  'referral-specialist': [
    ['family', is, 'advanced imaging'],
    ['referral', is, ''],
  ],
  'crown-again': [
    ['family', is, 'crown'],
    ['crownBefore', is, true],
  ],
  'cleaning-twice': [
    ['family', is, 'adult cleaning'],
    ['cleaningBefore', is, true],
  ],
  'lens-charge': [
    ['code', is, 'V2100'],
    ['billedCents', 'greaterThan', 40_000],
  ],
  'vaccine-note': [
    ['code', is, '90471'],
    ['note', is, ''],
    ['age', 'lessThan', 19],
  ],
};
const ofClaims: { readonly [id: string]: readonly Condition[] } = {
  'high-charge': [['claimCents', 'greaterThan', 500_000]],
  'cataract-both': [['cataracts', 'greaterThan', 1]],
  'group-closed': [['group', is, 'G-CLOSED']],
  'out-of-state': [
    ['state', 'notIn', ['', 'FL']],
    ['claimPlace', is, '12'],
  ],
  'many-lines': [['lines', 'greaterThan', 10]],
};

async function engineOf(rules: { readonly [id: string]: readonly Condition[] }): Promise<Engine> {
  const { Engine }: { Engine: new () => Engine } = await import(contenderModule('json-rules-engine'));
  const engine = new Engine();
  const begins = (codes: unknown, with_: unknown): boolean =>
    Array.isArray(codes) &&
    Array.isArray(with_) &&
    codes.some((code) => with_.some((beginning) => String(code).startsWith(String(beginning))));
  engine.addOperator('someBegin', begins);
  engine.addOperator('noneBegin', (a, b) => !begins(a, b));
  for (const [type, conditions] of Object.entries(rules))
    engine.addRule({ conditions: { all: conditions.map(([fact, operator, value]) => ({ fact, operator, value })) }, event: { type } });
  return engine;
}

/** What an engine is given of a claim, made before it is measured. */
export interface Given {
  readonly claim: object;
  readonly lines: readonly object[];
}

export function givenOf({ claim, tables, history }: ScrubFacts): Given {
  const familyOf = (line: LineToSend): string => {
    const answer = line.servedOn === undefined ? undefined : tables.procedure(line.procedure.code, line.servedOn);
    return answer?.is === 'found' ? (answer.row.family ?? '') : '';
  };
  const shared = {
    age: Number((claim.lines[0]?.servedOn ?? '').slice(0, 4)) - Number((claim.patient.birthDate ?? '').slice(0, 4)),
    referral: claim.referralNumber ?? '',
  };
  const lines = claim.lines.map((line) => ({
    ...{ ...shared, code: line.procedure.code, family: familyOf(line), modifiers: line.procedure.modifiers, units: Number(line.units) },
    ...{ minutes: line.minutes ?? 0, place: line.placeOfService ?? claim.placeOfService, billedCents: line.billed, note: line.note ?? '' },
    diagnoses: line.pointers.map((p) => claim.diagnoses[p - 1]?.code ?? ''),
    crownBefore: history.some(
      (h) => h.family === 'crown' && since(h.on, line.servedOn) < 1825 && line.teeth.some(({ tooth }) => tooth === h.tooth),
    ),
    cleaningBefore: history.some((h) => h.family === 'adult cleaning' && since(h.on, line.servedOn) < 150),
  }));
  const whole = {
    claimCents: claim.billed,
    cataracts: lines.filter(({ family }) => family === 'cataract surgery').length,
    group: claim.coverages[0]?.groupNumber ?? '',
    state: claim.patient.address?.state ?? '',
    ...{ claimPlace: claim.placeOfService, lines: lines.length },
  };
  return { claim: whole, lines };
}

/** Runs the twenty rules over every claim; answers how many times one fired. */
export async function jsonRules(): Promise<(given: readonly Given[]) => Promise<number>> {
  const [byLine, byClaim] = [await engineOf(ofLines), await engineOf(ofClaims)];
  return async (given) => {
    let fired = 0;
    for (const one of given) {
      fired += (await byClaim.run(one.claim)).events.length;
      for (const line of one.lines) fired += (await byLine.run(line)).events.length;
    }
    return fired;
  };
}
