import {
  isWorkflow,
  type Level,
  levels,
  type Permission,
  personRoles,
  type RetentionClass,
  retentionClasses,
  retentionOf,
  roles,
  textOf,
  workflowCards,
} from '@claimwright/core/ground/governance';
import { formatMoney } from '../../../ui/format.ts';
import { levelWords } from '../switchboard/words.ts';

const levelName = (level: string): string => (levels.find((one) => one === level) ? levelWords[level as Level].name : level);

/** `Posting: Shadow, Deposits: Off`: the phase of each workflow that machines do here. */
export const phaseWords = (phases: readonly { readonly name: string; readonly level: string; readonly stopped: boolean }[]): string =>
  phases.map(({ name, level, stopped }) => `${name}: ${stopped ? 'stopped' : levelName(level)}`).join(', ');

interface Step {
  readonly command: string;
  readonly input: object;
}
const field = (input: object, name: string): string => {
  const value: unknown = Object.entries(input).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
};

export const roleTitle = (role: string): string => {
  const known = personRoles.find((one) => one === role);
  return known ? roles[known].title : role;
};

/** A step of a template in one line. */
export function stepWords({ command, input }: Step): string {
  if (command.endsWith('/people/set-limit')) {
    const upTo = field(input, 'upTo');
    const right = field(input, 'right');
    const most = upTo === '' ? 'as the access table says' : `at most ${formatMoney(Number(upTo))}`;
    return `${roleTitle(field(input, 'role'))}, ${textOf(right as Permission)?.noun ?? right}: ${most}`;
  }
  if (command.endsWith('/set-level')) {
    const workflow = field(input, 'workflow');
    const level = field(input, 'level');
    return `${isWorkflow(workflow) ? workflowCards[workflow].name : workflow}: ${levelName(level)}`;
  }
  if (command.endsWith('/retention/set-rule')) return `${classWords(field(input, 'class'))}: kept ${field(input, 'years')} years`;
  return `${command.split('/').at(-1)?.replaceAll('-', ' ')}: ${field(input, 'name') || field(input, 'code')}`;
}

const classWords = (of: string): string => (of in retentionClasses ? retentionOf(of as RetentionClass).holds : of);
