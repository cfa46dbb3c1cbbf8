import type { DenialFacts } from './facts.ts';
import { indexOf, rowOf } from './features.ts';
import type { DenialModel } from './learn.ts';
import { DenialRates } from './rates.ts';
import { probabilityOf } from './regression.ts';

export interface Foretold {
  readonly probability: number;
  /** What speaks for a denial, the strongest first, as a biller would say it. */
  readonly reasons: readonly string[];
}

const mostReasons = 3;
/** Less adds nothing that anybody would call a reason. */
const leastReason = 0.1;
const percent = (share: number): string => `${Math.round(share / 0.01)} %`;

function inWords(name: string, facts: DenialFacts, rates: DenialRates): string | undefined {
  const of = name.slice(name.indexOf(' ') + 1);
  if (name === 'payer rate')
    return `This payer denied ${percent(rates.ofPayer(facts))} of all claims, ${percent(rates.overall())} is usual here.`;
  if (name === 'code rate') {
    const { code, rate } = rates.worst(facts);
    return `This payer denied ${percent(rate)} of the claims with ${code}.`;
  }
  if (name === 'days') return `It goes out ${facts.days} days after the service.`;
  if (name === 'billed') return 'Claims of such an amount were denied more often.';
  if (name === 'lines') return `It has ${facts.codes.length} lines.`;
  if (name === 'diagnoses') return `It has ${facts.diagnoses} diagnoses.`;
  if (name === 'warned') return 'The scrubber warns of it.';
  if (name === 'authorization none') return 'It has no authorization.';
  if (name === 'authorization there') return 'Claims with an authorization were denied more often.';
  if (name.startsWith('payer ')) return 'This payer denies claims like it more often.';
  if (name.startsWith('family ')) return `Claims with ${of} were denied more often.`;
  if (name.startsWith('modifier ')) return `Claims with modifier ${of} were denied more often.`;
  if (name.startsWith('place ')) return `Claims of place of service ${of} were denied more often.`;
  return name.startsWith('provider ') ? 'Claims of this provider were denied more often.' : undefined;
}

/** How likely a claim is to be denied, and why; it changes nothing and holds nothing. */
export function foretell(model: DenialModel, facts: DenialFacts): Foretold {
  const rates = DenialRates.of(model.rates);
  const row = rowOf(facts, rates, indexOf(model.names));
  const own = new Map(row.at.map((place, i) => [place, row.values[i] ?? 0]));
  const reasons = model.names
    .map((name, i) => ({ name, by: (model.weights[i] ?? 0) * ((own.get(i) ?? 0) - (model.means[i] ?? 0)), there: own.has(i) }))
    .filter(({ by, there }) => there && by >= leastReason)
    .sort((a, b) => b.by - a.by)
    .flatMap(({ name }) => inWords(name, facts, rates) ?? [])
    .slice(0, mostReasons);
  return { probability: probabilityOf(model, row), reasons };
}
