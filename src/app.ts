import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import compress from '@fastify/compress';
import formbody from '@fastify/formbody';
import files from '@fastify/static';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import { createDocumentCache } from './publish/document-cache.ts';
import { adminRoutes } from './web/admin/routes.ts';
import { apiRoutes } from './web/api/routes.ts';
import type { WebContext } from './web/context.ts';
import { ingestRoutes } from './web/ingest/routes.ts';
import { guard } from './web/plugins/access.ts';
import { auditActs } from './web/plugins/audit.ts';
import { handleErrors, refuseAddress, refuseUnreadable } from './web/plugins/errors.tsx';
import { allowAnyOrigin, answerPreflights, secure } from './web/plugins/security.ts';
import { agentRoutes } from './web/public/agents.tsx';
import { catalogRoutes } from './web/public/catalog.ts';
import { coverageRoutes } from './web/public/coverage.tsx';
import { datasetRoutes } from './web/public/datasets.tsx';
import { dumpRoutes } from './web/public/dumps.ts';
import { foundRoutes } from './web/public/found.ts';
import { keepAnswers } from './web/public/kept-answers.ts';
import { ldesRoutes } from './web/public/ldes.ts';
import { oaiRoutes } from './web/public/oai.ts';
import { pageRoutes } from './web/public/pages.tsx';
import { qualityDocumentRoutes, qualityPageRoutes } from './web/public/quality.tsx';
import { referenceRoutes } from './web/public/reference.tsx';
import { sparqlRoutes } from './web/public/sparql.ts';
import { statusRoutes } from './web/public/status.ts';
import { templateRoutes } from './web/public/templates.ts';
import { webConventionRoutes } from './web/public/web-conventions.ts';
import { languages } from './web/ui/language.ts';

/** Longer than that of the reverse proxies in use, in milliseconds, so that none meets a connection just closed. */
const keepAliveTimeout = 72_000;

/** Builds the web application; every part of it is named here. */
export function buildApp(context: WebContext): FastifyInstance {
  const { logger } = context;
  const cache = createDocumentCache({ ...context, maxBytes: context.documentCacheBytes });
  const answers = keepAnswers(cache, keepAliveTimeout);
  // The address of a visitor and what they look for are nobody's business: requests are logged to find faults only.
  const isLogged = ['debug', 'trace'].includes(logger.level);
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: !isLogged }),
    childLoggerFactory: (parent, bindings, options) =>
      isLogged ? parent.child(bindings, options) : parent,
    serverFactory: (application) =>
      createServer({ keepAliveTimeout }, isLogged ? application : answers.before(application)),
    bodyLimit: 1_048_576,
    // A name that no schema knows is a mistake to be told, not to be dropped.
    ajv: { customOptions: { removeAdditional: false } },
    routerOptions: { maxParamLength: 200 },
    trustProxy: context.trustedProxies ?? false,
    frameworkErrors: refuseAddress(context.baseUrl),
    clientErrorHandler: refuseUnreadable(context.baseUrl),
  }).withTypeProvider<TypeBoxTypeProvider>();
  handleErrors(app, context);
  app.addHook('onClose', cache.close);
  endConnections(app);
  secure(app, context.baseUrl);
  if (context.administration) {
    guard(app, { access: context.administration.access, baseUrl: context.baseUrl });
    auditActs(app, context.administration.audit);
  }
  // The codings of kept answers, so that both ways lead to the same.
  app.register(compress, { encodings: ['br', 'gzip', 'identity'] });
  app.register(formbody);
  app.register(files, {
    root: new URL('./web/assets', import.meta.url),
    prefix: '/assets/',
    decorateReply: false,
  });
  app.register(files, {
    root: dirname(createRequire(import.meta.url).resolve('@zazuko/yasgui/build/yasgui.min.js')),
    prefix: '/assets/yasgui/',
    decorateReply: false,
    allowedPath: (path) => /^\/yasgui\.min\.(?:js|css)$/.test(path),
  });
  app.register(async (open) => {
    allowAnyOrigin(open);
    open.register(async (documents) => {
      answerPreflights(documents);
      documents.register(datasetRoutes(context, answers));
      documents.register(qualityDocumentRoutes(context));
      documents.register(agentRoutes(context, answers));
      documents.register(foundRoutes(context));
      documents.register(catalogRoutes(context));
      documents.register(dumpRoutes(context));
    });
    open.register(ldesRoutes(context));
    open.register(oaiRoutes(context));
    open.register(sparqlRoutes(context));
    open.register(statusRoutes(context));
    open.register(templateRoutes());
    open.register(webConventionRoutes(context));
    open.register(referenceRoutes(context));
  });
  app.register(ingestRoutes(context));
  app.register(apiRoutes(context));
  if (context.administration) app.register(adminRoutes(context, context.administration));
  app.register(pageRoutes(context));
  app.register(qualityPageRoutes(context));
  app.register(coverageRoutes(context));
  for (const language of languages) {
    app.register(pageRoutes(context, language), { prefix: `/${language}` });
    app.register(referenceRoutes(context, language), { prefix: `/${language}` });
    app.register(qualityPageRoutes(context, language), { prefix: `/${language}` });
    app.register(coverageRoutes(context, language), { prefix: `/${language}` });
  }
  return app;
}

/** When the application is closed, ends connections as soon as they are idle: Node does so once, and waits for the others until they expire. */
function endConnections(app: FastifyInstance): void {
  let timer: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    timer = setInterval(() => app.server.closeIdleConnections(), 50);
  });
  app.addHook('onClose', async () => clearInterval(timer));
}
