/** In what form a feature may be kept: none of them has room for who somebody is. */
export type FeatureForm = 'number' | 'instant' | 'id' | 'address' | 'digest' | 'word' | 'figures' | 'json';

interface Learning {
  /** What is learnt from it. */
  readonly serves: string;
  readonly columns: { readonly [column: string]: FeatureForm };
}

/**
 * Everything in the running system that anything is learnt from: trial statistics, thresholds, drift. All of it is de-identified: numbers,
 * ids of the program's own chance, and the program's own words. There is no other learning, and no model is trained or tuned. What is not
 * listed here and stands in the same schema is a finding of `claimwright training-manifest`.
 */
export const learningTables: { readonly [table: string]: Learning } = {
  trial_item: {
    serves: 'agreement of people and machine, error cost, time, drift',
    columns: {
      ...{
        tenant_id: 'id',
        workflow: 'word',
        subject: 'address',
        trial_id: 'id',
        arm: 'word',
        payer_id: 'id',
        command: 'word',
        kind: 'word',
      },
      ...{ digest: 'digest', figures: 'figures', confidence: 'number', amount: 'number', decided_at: 'instant', proposal_id: 'id' },
      ...{ applied_by: 'id', touched: 'number', person_digest: 'digest', person_act: 'id', person_id: 'word', person_at: 'instant' },
      ...{ agree: 'number', seconds: 'number', error_cost: 'number' },
    },
  },
  change: {
    serves: 'overrides of what applied itself',
    columns: {
      ...{
        tenant_id: 'id',
        id: 'id',
        workflow: 'word',
        command: 'word',
        kind: 'word',
        input: 'figures',
        subject: 'address',
        payer_id: 'id',
      },
      ...{
        amount: 'number',
        confidence: 'number',
        reversal: 'word',
        sampled: 'number',
        agent: 'word',
        agent_version: 'json',
        at: 'instant',
      },
    },
  },
  promotion: {
    serves: 'the evidence that carried a step up',
    columns: {
      ...{ tenant_id: 'id', id: 'id', workflow: 'word', payer_id: 'id', from_level: 'word', to_level: 'word', evidence: 'json' },
      ...{ proposed_at: 'instant', act_id: 'id', state: 'word', decided_by: 'word', decided_at: 'instant' },
    },
  },
  alert: {
    serves: 'what drifted, and what was lowered for it',
    columns: {
      ...{ tenant_id: 'id', id: 'id', workflow: 'word', payer_id: 'id', sign: 'word', value: 'number', allowed: 'number' },
      ...{ lowered_to: 'word', at: 'instant', act_id: 'id', seen_by: 'word' },
    },
  },
};

/** What stands beside them and is set by people: read to decide, never to learn. Their words are people's and stay there. */
export const setByPeople: readonly string[] = ['setting', 'policy', 'stop', 'trial', 'review'];

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const forms: { readonly [form in FeatureForm]: RegExp } = {
  number: /^(?:-?\d+(?:\.\d+)?|true|false|t|f)$/,
  instant: /^\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|[+-]\d\d(?::?\d\d)?)?$/,
  id: new RegExp(`^${uuid}$`),
  address: new RegExp(`^[a-z-]{2,20}:${uuid}$`),
  digest: /^[0-9a-f]{64}$/,
  // A command, a workflow, a kind, or an id: no blank, no capital, no digit run that could be somebody's number.
  word: new RegExp(`^(?:[a-z]+(?:[-/][a-z]+)*|[A-Za-z0-9]{32}|${uuid})$`),
  figures: /^/,
  json: /^/,
};
const roots = 'Assets|Liabilities|Equity|Income|Expenses';
const key = new RegExp(`^(?:(?:${roots})(?::[A-Za-z0-9]+(?:[ .&-][A-Za-z0-9]+)*)*(?: ${uuid})?|${uuid}|[a-z][A-Za-z]*)$`);

/** What is wrong with one value of a feature, in words that repeat nothing of it; `names` finds who a text is about. */
export function checkFeature(form: FeatureForm, value: unknown, names: (text: string) => readonly string[]): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (form === 'figures' || form === 'json') return checkTree(form, value, names);
  return forms[form].test(String(value)) ? undefined : `has not the form “${form}”`;
}

function checkTree(form: FeatureForm, value: unknown, names: (text: string) => readonly string[]): string | undefined {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return undefined;
  if (typeof value === 'string') {
    if (forms.id.test(value) || forms.digest.test(value) || forms.instant.test(value)) return undefined;
    if (form === 'figures') return forms.word.test(value) ? undefined : 'holds text where figures belong';
    const [found] = names(value);
    return found === undefined ? undefined : `holds an identifier (${found})`;
  }
  if (Array.isArray(value)) return first(value.map((one) => checkTree(form, one, names)));
  if (typeof value !== 'object') return 'holds what cannot be read';
  const entries = Object.entries(value);
  return first(entries.map(([name]) => checkKey(name, names))) ?? first(entries.map(([, one]) => checkTree(form, one, names)));
}

/**
 * Figures are keyed by accounts, claims and remits. An account may bear a payer's name and the trace number of a payment, which is the payer's
 * and the bank's; it bears nobody else's name.
 */
function checkKey(name: string, names: (text: string) => readonly string[]): string | undefined {
  const segments = name.replace(new RegExp(uuid), '').split(':').slice(1);
  const told = segments.filter((segment) => /^\D+$/.test(segment)).some((segment) => names(segment.trim()).includes('NAME'));
  return key.test(name) && !told ? undefined : 'is keyed by text';
}

const first = (found: readonly (string | undefined)[]): string | undefined => found.find((one) => one !== undefined);
