import { commandAddresses, queryAddresses, routeAddresses } from './addresses.ts';
import { money } from './decide.ts';
import { type Condition, grants } from './grants.ts';
import { type Permission, permissions, scopeOf, textOf } from './rights.ts';
import { type Role, roleNames, roles } from './roles.ts';

/** A condition in few words, for a cell of the table: '' where the right is given on none. */
export function conditionWords({ upTo, ownUpTo, ownOnly, payers, sites, needs, emergency }: Condition): string {
  const parts = [
    upTo === undefined ? '' : `up to ${money(upTo)}`,
    ownUpTo === undefined ? '' : ownUpTo === 0 ? 'not one’s own' : `one’s own up to ${money(ownUpTo)}`,
    ownOnly ? 'one’s own only' : '',
    payers && payers.length > 0 ? 'for some payers' : '',
    sites && sites.length > 0 ? 'at some sites' : '',
    needs === 'coding-credential' ? 'with a coding credential' : needs === 'clinical-license' ? 'with a clinical license' : '',
    emergency ? 'in an emergency' : '',
  ];
  return parts.filter((part) => part !== '').join('; ');
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], body: readonly (readonly string[])[]): string[] => [
  row(head),
  row(head.map(() => '---')),
  ...body.map(row),
];

const cell = (role: Role, right: Permission): string => {
  const condition = grants[role][right];
  return condition === undefined ? '' : conditionWords(condition) || 'yes';
};

/** Right by right for some roles; the rights that none of them has are left out. */
function matrix(columns: readonly Role[]): string[] {
  const had = permissions.filter((right) => columns.some((role) => grants[role][right] !== undefined));
  return table(
    ['Right', ...columns.map((role) => roles[role].title)],
    had.map((right) => [`\`${right}\` ${textOf(right).says}`, ...columns.map((role) => cell(role, right))]),
  );
}

const lines = (what: string, addresses: { readonly [address: string]: readonly [string, Permission] }): string[][] =>
  Object.entries(addresses).map(([address, [data, right]]) => [`\`${address}\``, what, data, `\`${right}\``]);

/** The whole table as a page that a compliance officer reads. */
export function accessDocument(): string {
  const people = roleNames.filter((role) => roles[role].held === 'person');
  const half = Math.ceil(people.length / 2);
  const machines = roleNames.filter((role) => roles[role].held === 'machine' && Object.keys(grants[role]).length > 1);
  return [
    '# Who may do what',
    '',
    'Written from `packages/core/src/ground/governance/access`; a test fails where this page says something else. What is not given here is',
    'refused. A practice narrows this by its own limits of amounts, payers and sites, each with its reason, on the record;',
    'they show under People in the app. A key of a program has the rights that its scopes name, and of those only what its roles have.',
    '',
    '## Roles',
    '',
    ...table(
      ['Role', '', 'What it does', 'What it may look into'],
      roleNames.map((role) => [roles[role].title, `\`${role}\``, roles[role].does, roles[role].sees.join(', ')]),
    ),
    '',
    '## What people may',
    '',
    ...matrix(people.slice(0, half)),
    '',
    ...matrix(people.slice(half)),
    '',
    '## What machines may',
    '',
    'Agents of workflows that are still to come see the practice and nothing else.',
    '',
    ...matrix(machines),
    '',
    '## What each address asks for',
    '',
    ...table(
      ['Address', '', 'Touches', 'Right'],
      [...lines('command', commandAddresses), ...lines('query', queryAddresses)].sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)),
    ),
    '',
    '## Routes beside commands and queries',
    '',
    ...table(
      ['Route', 'Touches', 'Who'],
      Object.entries(routeAddresses).map(([route, [data, who]]) => [`\`${route}\``, data, who.includes('.') ? `\`${who}\`` : who]),
    ),
    '',
    '## Scopes of keys',
    '',
    ...table(
      ['Scope', 'Right'],
      permissions.map((right) => [scopeOf(right) === undefined ? 'none: people only' : `\`${scopeOf(right)}\``, `\`${right}\``]),
    ),
    '',
  ].join('\n');
}
