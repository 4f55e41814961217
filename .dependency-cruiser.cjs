/** The dependency rule of the README, "Code map". test/architecture plants one violation per rule. */
const only = (name, where, what) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: where },
  to: { path: what },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'model-and-rdf-are-leaves',
      severity: 'error',
      from: { path: '^src/(model|rdf)/' },
      to: { path: '^src/', pathNot: '^src/(model|rdf)/' },
    },
    {
      name: 'model-needs-no-library',
      severity: 'error',
      from: { path: '^src/model/' },
      to: { path: 'node_modules/', pathNot: 'node_modules/@rdfjs/types/' },
    },
    {
      name: 'stages-are-pure-and-independent',
      severity: 'error',
      from: { path: '^src/(parse|map|identify|validate|assess)/' },
      to: { path: '^src/', pathNot: ['^src/(model|rdf)/', '^src/$1/'] },
    },
    {
      name: 'pure-code-has-no-io',
      severity: 'error',
      from: { path: '^src/(model|rdf|parse|map|identify|validate|assess)/' },
      to: {
        path: '^(node:)?(fs|net|dns|http|https|child_process|worker_threads|timers)(/|$)|node_modules/(undici|pg|fastify|pino|node-cron|piscina)/',
      },
    },
    {
      name: 'harvest-sees-adapters-as-types',
      severity: 'error',
      from: { path: '^src/harvest/' },
      to: { path: '^src/(sources|fetch|store|publish|notify)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'adapters-are-independent',
      severity: 'error',
      from: { path: '^src/(sources|fetch|store|publish|notify)/' },
      to: {
        path: '^src/',
        pathNot: ['^src/(model|rdf|parse)/', '^src/$1/', '^src/harvest/(ports|events)[.]ts$'],
      },
    },
    {
      name: 'web-only-reads',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^src/(sources|fetch|parse|map|identify|validate|assess|store)/' },
    },
    {
      name: 'nothing-imports-web',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(web/|app[.]ts)' },
      to: { path: '^src/web/' },
    },
    {
      name: 'variants-only-through-their-registry',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(sources|map|publish/feeds)/' },
      to: {
        path: '^src/(sources|map|publish/feeds)/',
        pathNot: '/(index|connector|mapping|feed)[.]ts$',
      },
    },
    only('only-store-speaks-sql', '^src/store/', 'node_modules/(pg|@electric-sql)/'),
    only('only-fetch-speaks-http', '^src/fetch/', 'node_modules/undici/'),
    only('only-notify-sends-mail', '^src/notify/', 'node_modules/nodemailer/'),
    only('only-web-speaks-fastify', '^src/(web/|app[.]ts)', 'node_modules/(fastify|@fastify)/'),
    only('only-the-scheduler-schedules', '^src/harvest/scheduler[.]ts', 'node_modules/node-cron/'),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
    },
  },
};
