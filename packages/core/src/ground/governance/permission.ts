/** Everything that a command or a query may ask for. Deny by default. */
export const permissions = [
  'practice.read',
  'practice.setup',
  'documents.read',
  'documents.add',
  'claims.read',
  'remits.read',
  'remits.decide',
  'postings.propose',
  'postings.post',
  'postings.undo',
  'deposits.read',
  'deposits.match',
  'books.read',
  'books.export',
  'record.read',
  'record.verify',
  'approvals.read',
  'approvals.decide',
  'autonomy.set',
] as const;
export type Permission = (typeof permissions)[number];

export const roles = ['biller', 'office-manager', 'compliance-officer', 'system', 'posting-agent'] as const;
export type Role = (typeof roles)[number];

const reads: readonly Permission[] = [
  'practice.read',
  'documents.read',
  'claims.read',
  'remits.read',
  'deposits.read',
  'books.read',
  'approvals.read',
];
const bills: readonly Permission[] = [
  ...reads,
  'documents.add',
  'remits.decide',
  'postings.propose',
  'postings.post',
  'postings.undo',
  'deposits.match',
  'approvals.decide',
];

/** Role × permission. The server, the screens and the documentation all come from this table. */
export const grants: { readonly [role in Role]: readonly Permission[] } = {
  biller: bills,
  'office-manager': [...bills, 'practice.setup', 'books.export', 'autonomy.set', 'record.read'],
  'compliance-officer': [...reads, 'books.export', 'record.read', 'record.verify', 'autonomy.set'],
  system: ['practice.read', 'documents.read', 'documents.add', 'claims.read', 'remits.read', 'deposits.read'],
  'posting-agent': ['documents.read', 'claims.read', 'remits.read', 'deposits.read', 'postings.propose'],
};

export const may = (held: readonly string[], permission: Permission): boolean =>
  held.some((role) => (grants[role as Role] as readonly Permission[] | undefined)?.includes(permission) ?? false);

export const permissionsOf = (held: readonly string[]): Permission[] => permissions.filter((permission) => may(held, permission));
