import { assess } from '../assess/quality.ts';
import { summarise } from '../assess/summarise.ts';
import { likenessOf } from '../identify/duplicates.ts';
import { identify } from '../identify/identify.ts';
import { mapToHealthDcat } from '../map/index.ts';
import { problemOf } from '../model/problem.ts';
import type { Prepared } from '../model/record.ts';
import type { Source } from '../model/source.ts';
import { parsePayload } from '../parse/index.ts';
import { recordId } from '../rdf/mint.ts';
import type { Fingerprinted } from './ports.ts';
import type { Stages } from './stages.ts';

/**
 * One record through parse → map → identify → validate → assess. Pure and total: whatever goes
 * wrong is the outcome of this record alone.
 */
export async function prepareRecord(
  { payload, fingerprint }: Fingerprinted,
  source: Source,
  stages: Stages,
): Promise<Prepared> {
  const { remoteKey, url } = payload;
  try {
    const document = await parsePayload(payload);
    const draft = mapToHealthDcat(source.mapping, document, {
      ...source,
      remoteKey,
      url,
      terms: stages.terms,
    });
    const profile = stages.profile(source.profile);
    const { id, iri, quads, ...identified } = identify({
      ...draft,
      remoteKey,
      sourceId: source.id,
      origin: url,
      baseUrl: stages.baseUrl,
      profileIri: profile.iri,
    });
    const report = await profile.validate(quads);
    const quality = assess(quads, iri, {
      expectations: profile.expectations(report.level),
      isIn: stages.isIn,
      isDcatAp: report.conforms || (await stages.isDcatAp(quads)),
    });
    const summary = summarise(quads, iri);
    const { identifiers, notes } = draft;
    const likeness = likenessOf({
      iri,
      identifiers,
      remoteKey,
      summary,
      quads,
      sourceUrl: source.url,
    });
    const { ntriples, agents, catalogRecord, contentHash } = identified;
    return {
      kind: 'prepared',
      payload,
      fingerprint,
      id,
      iri,
      ntriples,
      catalogRecord,
      agents,
      contentHash,
      likeness,
      summary,
      notes,
      report,
      quality,
    };
  } catch (error) {
    const id = recordId(source.id, remoteKey);
    return { kind: 'failed', payload, fingerprint, id, problem: problemOf(error) };
  }
}
