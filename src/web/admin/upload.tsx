import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { seesSource } from '../../model/access.ts';
import type { ManagedSource } from '../../model/managed-source.ts';
import { HarvestError, type Problem, problemOf } from '../../model/problem.ts';
import { SourceId, strict, Uuid } from '../api/schemas.ts';
import { HttpProblem } from '../problem.ts';
import { uploadMessages } from '../ui/admin-upload-messages.ts';
import { type Receiver, UploadPage, UploadsPage, uploadPath } from '../ui/admin-upload-page.tsx';
import { UploadPreviewPage } from '../ui/admin-upload-preview.tsx';
import type { Language } from '../ui/language.ts';
import { pageLink } from '../ui/layout.tsx';
import { csrf } from './decisions-deletions.tsx';
import { adminPage, sendAdminPage } from './layout.ts';
import type { ConsoleContext } from './part.ts';
import { fileOf, readFile } from './uploaded-file.ts';

/** Largest file; that of the ingest API. */
const maxBytes = 8 * 1024 * 1024;
const mostPreviewed = 200;
const section = 'Upload';
const curator = { role: 'curator' } as const;
const ofSource = { role: 'curator', source: 'source' } as const;
const Params = strict({ source: SourceId });
const One = strict({ source: SourceId, upload: Uuid });

/** Inventory sheets and RDF files: previewed, then taken in or given up. */
export function uploadPages(
  { baseUrl, administration }: ConsoleContext,
  language: Language,
): FastifyPluginAsyncTypebox {
  const { sources, uploads } = administration;
  const words = uploadMessages[language];

  function receiverOf(sourceId: string): { managed: ManagedSource; receiver: Receiver } {
    const managed = sources.find(sourceId);
    const takes = managed ? uploads.takes(sourceId) : null;
    if (!managed || takes === null) {
      throw new HttpProblem('NOT_FOUND', 'No source of this name takes files.');
    }
    return { managed, receiver: { id: sourceId, title: managed.source.title, takes } };
  }

  function form(
    request: FastifyRequest,
    reply: FastifyReply,
    sourceId: string,
    problem: Problem | string | null = null,
  ) {
    const { managed, receiver } = receiverOf(sourceId);
    const page = adminPage(request, baseUrl, language);
    const content = <UploadPage {...{ page, receiver, problem }} isPaused={managed.paused} />;
    return sendAdminPage(reply, page, { title: words.upload, section }, content);
  }

  async function uploadOf(request: FastifyRequest, params: { source: string; upload: string }) {
    const { identity } = adminPage(request, baseUrl, language);
    const upload = await uploads.find(params.upload, params.source, identity);
    if (upload) return upload;
    throw new HttpProblem('NOT_FOUND', 'The file is no longer kept; upload it again.');
  }

  return async (app) => {
    await app.register(multipart, {
      attachFieldsToBody: 'keyValues',
      limits: { fileSize: maxBytes, files: 1, fields: 4, fieldSize: 1000, parts: 5 },
      onFile: readFile,
    });
    app.get('/admin/upload', { config: { needs: curator } }, async (request, reply) => {
      const page = adminPage(request, baseUrl, language);
      const receivers = sources
        .list()
        .filter(({ source: { id } }) => seesSource(page.identity, id) && uploads.takes(id))
        .map(({ source }) => receiverOf(source.id).receiver);
      const content = <UploadsPage page={page} receivers={receivers} />;
      return sendAdminPage(reply, page, { title: words.upload, section }, content);
    });

    const path = '/admin/sources/:source/upload';
    app.get(path, { config: { needs: ofSource }, schema: { params: Params } }, (request, reply) =>
      form(request, reply, request.params.source),
    );
    app.post(
      path,
      { config: { needs: ofSource, act: 'upload.preview' }, schema: { params: Params } },
      async (request, reply) => {
        const sourceId = request.params.source;
        const { managed } = receiverOf(sourceId);
        refusePaused(managed);
        const file = fileOf(request.body);
        if (!file) return form(request, reply.code(422), sourceId, words.noFile);
        request.act = { sourceId, detail: { name: file.name, bytes: file.body.byteLength } };
        const page = adminPage(request, baseUrl, language);
        try {
          const id = await uploads.keep(sourceId, file, page.identity);
          return reply.redirect(pageLink(page, `${uploadPath(sourceId)}/${id}`), 303);
        } catch (error) {
          if (!(error instanceof HarvestError) || error.code === 'STORE_FAILED') throw error;
          return form(request, reply.code(422), sourceId, problemOf(error));
        }
      },
    );

    const one = `${path}/:upload`;
    app.get(
      one,
      { config: { needs: ofSource }, schema: { params: One } },
      async (request, reply) => {
        const upload = await uploadOf(request, request.params);
        const { managed } = receiverOf(upload.sourceId);
        const preview = await uploads.preview(upload, mostPreviewed, request.signal);
        const page = adminPage(request, baseUrl, language);
        const { graceDays } = managed.source.policy.deletion;
        const content = <UploadPreviewPage {...{ page, upload, preview, graceDays }} />;
        return sendAdminPage(reply, page, { title: words.previewTitle, section }, content);
      },
    );
    app.post(
      `${one}/confirm`,
      {
        config: { needs: ofSource, act: 'upload.store' },
        schema: { params: One, body: strict(csrf) },
      },
      async (request, reply) => {
        const upload = await uploadOf(request, request.params);
        const { sourceId, name } = upload;
        refusePaused(receiverOf(sourceId).managed);
        const taken = await uploads.take(upload);
        if (taken.kind !== 'taken') {
          throw new HttpProblem(
            'INGEST_BUSY',
            taken.kind === 'crowded' ? words.crowded : words.busy,
          );
        }
        request.act = { sourceId, target: taken.run.id, detail: { name } };
        const page = adminPage(request, baseUrl, language);
        return reply.redirect(pageLink(page, `/admin/runs/${taken.run.id}`), 303);
      },
    );
    app.post(
      `${one}/forget`,
      {
        config: { needs: ofSource, act: 'upload.forget' },
        schema: { params: One, body: strict(csrf) },
      },
      async (request, reply) => {
        await uploads.forget(await uploadOf(request, request.params));
        const page = adminPage(request, baseUrl, language);
        return reply.redirect(pageLink(page, '/admin/upload'), 303);
      },
    );
  };
}

function refusePaused({ paused, source }: ManagedSource): void {
  if (paused) throw new HttpProblem('FORBIDDEN', `The source ${source.id} is paused.`);
}
