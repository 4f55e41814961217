import type { FastifyReply } from 'fastify';
import type { Pushed, PushedRecord, PushedSheet, PushRefusal } from '../../model/ingest.ts';
import type { ValidationReport } from '../../model/report.ts';
import { datasetDocument } from '../../rdf/mint.ts';
import { HttpProblem } from '../problem.ts';

const shownResults = 200;

/**
 * Answers with what became of a description: 201 when it is new, 200 when it was known, 422 with the
 * report when it is kept back. The member `id` is what the ingest API of the Health Data Hub gives.
 */
export function answerPushed(
  pushed: Pushed,
  originalId: string | null,
  baseUrl: string,
  reply: FastifyReply,
): FastifyReply {
  switch (pushed.kind) {
    case 'created':
    case 'updated':
    case 'unchanged': {
      const { kind, record } = pushed;
      const document = datasetDocument(baseUrl, record.id);
      if (kind === 'created') reply.code(201).header('location', document);
      const { id, iri } = record;
      const report = record.report && countsOf(record.report);
      return reply.send({ id, iri, document, outcome: kind, report });
    }
    case 'quarantined':
      throw quarantined(pushed.record);
    case 'failed': {
      const { id, lastProblem: problem } = pushed.record;
      const detail = problem?.message ?? 'The description could not be handled.';
      throw new HttpProblem('INGEST_REJECTED', detail, { id, outcome: 'failed', problem });
    }
    case 'refused': {
      const { problem } = pushed;
      const isTaken = problem.code === 'IDENTIFY_DUPLICATE_KEY';
      const code = isTaken ? 'INGEST_CONFLICT' : 'INGEST_REJECTED';
      throw new HttpProblem(code, problem.message, { problem });
    }
    default:
      throw refuse(pushed, originalId ?? '', reply);
  }
}

/** Answers with the run of a sheet: its figures, and the rows that are not published as sent. */
export function answerSheet(pushed: PushedSheet, reply: FastifyReply): FastifyReply {
  if (pushed.kind !== 'taken') throw refuse(pushed, '', reply);
  const { id, verdict, counts, missing, held } = pushed.run;
  const rejected = pushed.rejected.map(({ remoteKey: key, kind: outcome, problem }) => {
    return { key, outcome, code: problem?.code, reason: problem?.message };
  });
  return reply.send({ run: id, verdict, counts, missing, held, rejected });
}

/** The problem of a request that was refused before anything was done. */
export function refuse({ kind }: PushRefusal, reference: string, reply: FastifyReply): HttpProblem {
  switch (kind) {
    case 'foreign':
      return new HttpProblem('FORBIDDEN', `The record ${reference} belongs to another source.`);
    case 'unknown':
      return new HttpProblem('NOT_FOUND', `The source has no record ${reference}.`);
    case 'crowded':
      reply.header('retry-after', '5');
      return new HttpProblem('TOO_MANY_REQUESTS', 'Too many pushes of this source wait already.');
    case 'busy':
      return new HttpProblem('INGEST_BUSY', 'Another process is at work on this source.');
  }
}

function quarantined({ id, report }: PushedRecord): HttpProblem {
  const results = report?.results ?? [];
  const detail = 'The description violates its profile and is kept back; the report says how.';
  return new HttpProblem('INGEST_REJECTED', detail, {
    id,
    outcome: 'quarantined',
    report: report && { ...countsOf(report), results: results.slice(0, shownResults) },
  });
}

function countsOf({ profile, level, conforms, results }: ValidationReport) {
  const count = (wanted: string) => results.filter(({ severity }) => severity === wanted).length;
  return {
    profile,
    level,
    conforms,
    violations: count('Violation'),
    warnings: count('Warning'),
    infos: count('Info'),
  };
}
