// The floor plan of the house, as rules that a tool holds. Lowest floor first.
const floors = [
  ['contract', 'tally'],
  ['platform'],
  ['media'],
  ['identity'],
  ['forum'],
  ['governance', 'moderation'],
  ['federation', 'realtime', 'notifications'],
];

const looksUp = floors.map((rooms, floor) => {
  const below = floors.slice(0, floor).flat();
  return {
    name: `floor-${rooms.join('-')}`,
    comment: `${rooms.join(', ')} may import only from the floors below`,
    severity: 'error',
    from: { path: `^libs/(${rooms.join('|')})/`, pathNot: SPECS() },
    to: { path: '^libs/', pathNot: `^libs/(${[...below, '$1'].join('|')})/` },
  };
});

function SPECS() {
  return '\\.spec\\.ts$|/testing/';
}

const only = (name, comment, library, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^(apps/server|apps/cli|libs)/', pathNot: [SPECS(), ...allowed] },
  to: { path: library },
});

export default {
  forbidden: [
    ...looksUp,
    {
      name: 'front-door',
      comment: 'A room is entered through its index.ts',
      severity: 'error',
      from: { path: '^libs/([^/]+)/', pathNot: SPECS() },
      to: { path: '^libs/([^/]+)/src/.+', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'front-door-apps',
      comment: 'Applications enter rooms through index.ts too',
      severity: 'error',
      from: { path: '^apps/', pathNot: `${SPECS()}|^apps/[^/]+/test/` },
      to: { path: '^libs/[^/]+/src/.+', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'web-knows-contract',
      comment: 'Pages know the contract, and tally for counting in the browser',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs|apps)/', pathNot: '^(libs/(contract|tally)|apps/web)/' },
    },
    {
      name: 'apps-are-tops',
      comment: 'Nobody imports an application, but the command line starts the server',
      severity: 'error',
      from: { path: '^libs/', pathNot: SPECS() },
      to: { path: '^apps/' },
    },
    {
      name: 'elections-stay-home',
      comment: 'What speaks to other servers knows nothing of elections, ballots and rolls',
      severity: 'error',
      from: { path: '^libs/federation/' },
      to: { path: '^libs/governance/' },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules decide on values: they import contract, tally and other rules only',
      severity: 'error',
      from: { path: '\\.rules\\.ts$', pathNot: '^apps/' },
      to: {
        pathNot: ['\\.rules\\.ts$', '^libs/(contract|tally)/', '/viewer\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'views-only-read',
      comment: 'A view never imports a service',
      severity: 'error',
      from: { path: '\\.view\\.ts$' },
      to: { path: '\\.service\\.ts$' },
    },
    {
      name: 'controllers-hold-no-rows',
      comment: 'A controller knows no tables',
      severity: 'error',
      from: { path: '\\.controller\\.ts$', pathNot: 'health\\.controller\\.ts$' },
      to: { path: ['node_modules/typeorm', '\\.entity\\.ts$'] },
    },
    only('socket-io-in-realtime', 'Only realtime knows socket.io', 'node_modules/socket\\.io', [
      '^libs/realtime/',
    ]),
    only('fedify-in-federation', 'Only federation knows Fedify', 'node_modules/@fedify', [
      '^libs/federation/',
      '^apps/cli/src/bench/',
    ]),
    only(
      'one-way-out',
      'Every request to another server is made, and guarded, by platform; a bench asks this machine',
      'node_modules/undici',
      ['^libs/platform/', '^apps/cli/src/bench/'],
    ),
    only('pictures-in-media', 'Only media knows sharp and S3', 'node_modules/(sharp|@aws-sdk)', [
      '^libs/media/',
    ]),
    only('mail-in-notifications', 'Only notifications sends mail', 'node_modules/nodemailer', [
      '^libs/notifications/',
    ]),
    only('better-auth-in-identity', 'Only identity knows better-auth', 'node_modules/better-auth', [
      '^libs/identity/',
    ]),
    {
      name: 'record-stands-alone',
      comment: 'Who checks an election shares no code with the server that held it, but the counting',
      severity: 'error',
      from: { path: '^libs/record/' },
      to: { path: '^(libs|apps)/', pathNot: '^libs/(record|tally)/' },
    },
    {
      name: 'nobody-leans-on-record',
      comment: 'Only the command that checks records knows how; the server writes them by itself',
      severity: 'error',
      from: {
        path: '^(libs|apps)/',
        pathNot: [SPECS(), '^libs/record/', '^apps/cli/src/verify/', '^apps/[^/]+/test/'],
      },
      to: { path: '^libs/record/' },
    },
    {
      name: 'no-circles',
      comment: 'Circles die at run time in ES modules with decorators',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'tally-and-contract-are-light',
      comment: 'What runs in the browser pulls in nothing but zod',
      severity: 'error',
      from: { path: '^libs/(contract|tally)/', pathNot: SPECS() },
      to: { dependencyTypes: ['npm', 'core'], pathNot: 'node_modules/zod' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|apps/web/(build|\\.svelte-kit|src/lib/paraglide))/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.svelte', '.mjs'],
    },
  },
};
