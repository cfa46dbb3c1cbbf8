import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { EmptyState, ErrorNote, Skeleton } from '../ui/notes.tsx';
import {
  readApprovals,
  readBooks,
  readClaims,
  readCodes,
  readCompliance,
  readDeposits,
  readDocuments,
  readIdentity,
  readMeasures,
  readModels,
  readPeople,
  readPostEra,
  readPractice,
  readRecord,
  readRetention,
  readRules,
  readSend,
  readSwitchboard,
  readWriteBacks,
} from './addresses.ts';
import { Frame } from './frame.tsx';
import { placesFor } from './places.ts';
import { useMe } from './session.ts';

/** Everybody begins at the first place that is open to them. */
function Home(): ReactElement {
  const [first] = placesFor(useMe().permissions);
  return <Navigate to={first?.to ?? '/account'} replace />;
}

const root = createRootRoute({
  component: Frame,
  errorComponent: ({ error }) => <ErrorNote error={error} />,
  notFoundComponent: () => (
    <EmptyState title="There is no such page">The address may be old. The rail on the left leads to every place.</EmptyState>
  ),
});
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: Home,
});
const postEra = createRoute({
  getParentRoute: () => root,
  path: '/post-era',
  validateSearch: readPostEra,
  component: lazyRouteComponent(() => import('../revenue/posting/post-era.tsx'), 'PostEra'),
});
const deposits = createRoute({
  getParentRoute: () => root,
  path: '/deposits',
  validateSearch: readDeposits,
  component: lazyRouteComponent(() => import('../ground/bank/deposits.tsx'), 'Deposits'),
});
const claims = createRoute({
  getParentRoute: () => root,
  path: '/claims',
  validateSearch: readClaims,
  component: lazyRouteComponent(() => import('../revenue/claims/claims.tsx'), 'Claims'),
});
const approvals = createRoute({
  getParentRoute: () => root,
  path: '/approvals',
  validateSearch: readApprovals,
  component: lazyRouteComponent(() => import('../ground/governance/approvals.tsx'), 'Approvals'),
});
const documents = createRoute({
  getParentRoute: () => root,
  path: '/documents',
  validateSearch: readDocuments,
  component: lazyRouteComponent(() => import('../ground/intake/documents.tsx'), 'Documents'),
});
const sources = createRoute({
  getParentRoute: () => root,
  path: '/sources',
  component: lazyRouteComponent(() => import('../ground/intake/sources.tsx'), 'Sources'),
});
const books = createRoute({
  getParentRoute: () => root,
  path: '/books',
  validateSearch: readBooks,
  component: lazyRouteComponent(() => import('../ground/ledger/books.tsx'), 'Books'),
});
const record = createRoute({
  getParentRoute: () => root,
  path: '/record',
  validateSearch: readRecord,
  component: lazyRouteComponent(() => import('../ground/governance/record.tsx'), 'Record'),
});
const retention = createRoute({
  getParentRoute: () => root,
  path: '/retention',
  validateSearch: readRetention,
  component: lazyRouteComponent(() => import('../ground/governance/retention/retention.tsx'), 'Retention'),
});
const send = createRoute({
  getParentRoute: () => root,
  path: '/send',
  validateSearch: readSend,
  component: lazyRouteComponent(() => import('../revenue/submission/send.tsx'), 'Send'),
});
const rules = createRoute({
  getParentRoute: () => root,
  path: '/rules',
  validateSearch: readRules,
  component: lazyRouteComponent(() => import('../revenue/scrub/rules-and-terms.tsx'), 'RulesAndTerms'),
});
const measures = createRoute({
  getParentRoute: () => root,
  path: '/measures',
  validateSearch: readMeasures,
  component: lazyRouteComponent(() => import('../oversight/measures/measures.tsx'), 'Measures'),
});
const compliance = createRoute({
  getParentRoute: () => root,
  path: '/compliance',
  validateSearch: readCompliance,
  component: lazyRouteComponent(() => import('../oversight/compliance/compliance.tsx'), 'Compliance'),
});
const writeBacks = createRoute({
  getParentRoute: () => root,
  path: '/write-backs',
  validateSearch: readWriteBacks,
  component: lazyRouteComponent(() => import('../ground/governance/write-back/write-backs.tsx'), 'WriteBacks'),
});
const switchboard = createRoute({
  getParentRoute: () => root,
  path: '/switchboard',
  validateSearch: readSwitchboard,
  component: lazyRouteComponent(() => import('../ground/governance/switchboard/switchboard.tsx'), 'Switchboard'),
});
const models = createRoute({
  getParentRoute: () => root,
  path: '/models',
  validateSearch: readModels,
  component: lazyRouteComponent(() => import('../ground/governance/models/models.tsx'), 'Models'),
});
const keys = createRoute({
  getParentRoute: () => root,
  path: '/keys',
  component: lazyRouteComponent(() => import('../ground/governance/keys/keys.tsx'), 'Keys'),
});
const codeTables = createRoute({
  getParentRoute: () => root,
  path: '/code-tables',
  validateSearch: readCodes,
  component: lazyRouteComponent(() => import('../ground/codes/code-tables.tsx'), 'CodeTablesScreen'),
});
const practice = createRoute({
  getParentRoute: () => root,
  path: '/practice',
  validateSearch: readPractice,
  component: lazyRouteComponent(() => import('../ground/parties/practice.tsx'), 'Practice'),
});
const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  validateSearch: readPeople,
  component: lazyRouteComponent(() => import('../ground/governance/people/people.tsx'), 'People'),
});
const organisation = createRoute({
  getParentRoute: () => root,
  path: '/organisation',
  component: lazyRouteComponent(() => import('../ground/governance/organisations/organisation.tsx'), 'Organisation'),
});
const identity = createRoute({
  getParentRoute: () => root,
  path: '/identity',
  validateSearch: readIdentity,
  component: lazyRouteComponent(() => import('../ground/governance/identity/identity.tsx'), 'Identity'),
});
const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('../ground/governance/account/account.tsx'), 'Account'),
});

const gettingStarted = createRoute({
  getParentRoute: () => root,
  path: '/getting-started',
  component: lazyRouteComponent(() => import('../ground/governance/onboarding/getting-started.tsx'), 'GettingStarted'),
});
const training = createRoute({
  getParentRoute: () => root,
  path: '/training',
  component: lazyRouteComponent(() => import('../ground/governance/onboarding/training.tsx'), 'Training'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    postEra,
    deposits,
    approvals,
    claims,
    documents,
    sources,
    books,
    record,
    retention,
    send,
    rules,
    writeBacks,
    compliance,
    measures,
    switchboard,
    models,
    keys,
    people,
    organisation,
    practice,
    codeTables,
    identity,
    account,
    gettingStarted,
    training,
  ]),
  defaultPreload: 'intent',
  defaultPendingMs: 150,
  defaultPendingComponent: () => <Skeleton lines={10} />,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
