import { lookAtCondition } from './condition.ts';
import type { PayerRule, RulePack } from './rule.ts';

const actions = {
  hold: 'The claim is held.',
  warn: 'A person is warned.',
  tag: 'The claim gets a tag.',
  propose: 'A change is proposed.',
} as const;

const dates = ({ effective, retired }: PayerRule): string => (retired === undefined ? `since ${effective}` : `${effective} to ${retired}`);

/** The condition as somebody would say it, and as it is asked. */
function asked(rule: PayerRule): string {
  const look = lookAtCondition(rule);
  return `* ${rule.over === 'line' ? 'Lines' : 'Claims'} where ${look.is === 'good' ? look.words : 'its condition holds'}: \`${rule.when}\``;
}

const ruleLines = (rule: PayerRule): readonly string[] => [
  `## ${rule.title}`,
  '',
  `\`${rule.id}\` version ${rule.version}, by ${rule.author} on ${rule.writtenOn}; ${dates(rule)}; payers: ${rule.payers.map((id) => (id === '*' ? 'every one' : id)).join(', ')}`,
  '',
  rule.says,
  '',
  `* Why: ${rule.because}`,
  `* Remedy: ${rule.fix}`,
  `* Source: ${rule.source}`,
  `* ${actions[rule.action]}${rule.tag === undefined ? '' : ` Tag: ${rule.tag}.`}`,
  asked(rule),
  '',
  ...rule.tests.map((test) => `* ${test.name}: ${test.fires ? 'fires' : 'stays silent'}`),
  '',
];

/** What a pack holds, as a page for billers. */
export const packDocument = (pack: RulePack): string =>
  [`# ${pack.title}`, '', `Version ${pack.version}.`, '', ...pack.rules.flatMap(ruleLines)].join('\n');
