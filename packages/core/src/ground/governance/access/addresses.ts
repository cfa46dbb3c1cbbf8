import type { Permission } from './rights.ts';

/** What an answer or a change touches, from what anybody may see to what opens doors. */
export type DataClass = 'public' | 'practice' | 'money' | 'patient' | 'record' | 'administration' | 'secrets';

/** Data class and right. A new command or query is one line here. */
type Line = readonly [DataClass, Permission];

export const commandAddresses = {
  'ground/intake/receive': ['practice', 'documents.add'],
  'ground/intake/read': ['patient', 'documents.add'],
  'ground/parties/add-payer': ['practice', 'practice.setup'],
  'ground/parties/set-payer': ['practice', 'practice.setup'],
  'ground/parties/add-site': ['practice', 'practice.setup'],
  'ground/parties/add-provider': ['practice', 'practice.setup'],
  'ground/codes/set-reason': ['practice', 'reasons.set'],
  'ground/codes/import-reasons': ['practice', 'reasons.set'],
  'ground/codes/drop-reason': ['practice', 'reasons.set'],
  'ground/bank/tie-deposit': ['money', 'deposits.match'],
  'ground/bank/tie-exact': ['money', 'deposits.match'],
  'ground/bank/untie-deposit': ['money', 'deposits.match'],
  'revenue/posting/post-remit': ['money', 'postings.post'],
  'revenue/posting/undo-remit': ['money', 'postings.undo'],
  'revenue/posting/remit-not-ours': ['money', 'remits.decide'],
  'revenue/posting/remit-ours': ['money', 'remits.decide'],
  'revenue/posting/close-work': ['money', 'remits.decide'],
  'revenue/posting/match-claim': ['patient', 'remits.decide'],
  'revenue/posting/unmatch-claim': ['patient', 'remits.decide'],
  'revenue/posting/claim-not-ours': ['patient', 'remits.decide'],
  'revenue/posting/post-again': ['money', 'postings.post'],
  'revenue/posting/match-line': ['patient', 'remits.decide'],
  'revenue/posting/unmatch-line': ['patient', 'remits.decide'],
  'revenue/posting/propose': ['money', 'remits.read'],
  'ground/governance/models/add-vendor': ['administration', 'models.manage'],
  'ground/governance/models/file-agreement': ['administration', 'models.manage'],
  'ground/governance/models/end-agreement': ['administration', 'models.manage'],
  'ground/governance/models/set-model': ['administration', 'models.manage'],
  'ground/governance/models/set-budget': ['administration', 'models.manage'],
  'ground/governance/models/ask': ['practice', 'models.ask'],
  'ground/governance/models/due': ['practice', 'models.ask'],
  'ground/governance/models/proposed': ['practice', 'models.ask'],
  'ground/governance/models/begin': ['patient', 'models.ask'],
  'ground/governance/models/end': ['patient', 'models.ask'],
  'gate/decline': ['practice', 'approvals.decide'],
} as const satisfies { readonly [address: string]: Line };

export const queryAddresses = {
  'ground/intake/documents': ['practice', 'documents.read'],
  'ground/intake/document': ['practice', 'documents.read'],
  'ground/intake/bytes': ['patient', 'documents.read'],
  'ground/parties/practice': ['practice', 'practice.read'],
  'ground/codes/reasons': ['practice', 'practice.read'],
  'ground/bank/deposits': ['money', 'deposits.read'],
  'ground/ledger/accounts': ['money', 'books.read'],
  'ground/ledger/journal': ['money', 'books.read'],
  'ground/ledger/tie-out': ['money', 'books.read'],
  'revenue/claims/claims': ['patient', 'claims.read'],
  'revenue/claims/claim': ['patient', 'claims.read'],
  'revenue/posting/tray': ['money', 'remits.read'],
  'revenue/posting/remit': ['patient', 'remits.read'],
  'revenue/posting/remit-claims': ['patient', 'remits.read'],
  'revenue/posting/remit-claim': ['patient', 'remits.read'],
  'revenue/posting/candidates': ['patient', 'remits.decide'],
  'revenue/posting/line-candidates': ['patient', 'remits.decide'],
  'revenue/posting/work': ['money', 'remits.read'],
  'ground/governance/models/models': ['administration', 'models.read'],
  'ground/governance/models/calls': ['administration', 'models.read'],
  'ground/governance/models/call': ['record', 'record.read'],
  'gate/record': ['record', 'record.read'],
  'gate/verify': ['record', 'record.verify'],
  'gate/approvals': ['practice', 'approvals.read'],
  'gate/proposal': ['practice', 'approvals.read'],
} as const satisfies { readonly [address: string]: Line };

/** Who may come by an HTTP route that is no command and no query: with a right, whoever is signed in, or anybody. */
type Route = Line | readonly [DataClass, 'signed-in' | 'anybody'];

export const routeAddresses: { readonly [methodAndUrl: string]: Route } = {
  'POST /api/auth/sign-in/email': ['public', 'anybody'],
  'POST /api/auth/sign-out': ['public', 'anybody'],
  'GET /api/me': ['public', 'anybody'],
  'POST /api/setup': ['public', 'anybody'],
  'GET /api/health': ['public', 'anybody'],
  'GET /api/openapi.json': ['public', 'anybody'],
  'GET /api/events': ['practice', 'signed-in'],
  'POST /api/intake/upload': ['practice', 'documents.add'],
  'GET /api/books/export': ['money', 'books.export'],
};

const lines: { readonly [address: string]: Line } = { ...commandAddresses, ...queryAddresses };
export const lineOf = (address: string): Line | undefined => (Object.hasOwn(lines, address) ? lines[address] : undefined);
