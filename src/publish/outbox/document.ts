import { createHash } from 'node:crypto';
import type { CatalogueReader, PublishedDataset } from '../../model/published.ts';
import { agentsOf } from '../catalog-page.ts';
import { formatOf, toDocument } from '../formats.ts';
import { render, type Target } from '../profiles/index.ts';

/** What documents are made of. */
export interface DocumentContext {
  readonly reader: Pick<CatalogueReader, 'entities'>;
  readonly baseUrl: string;
  /** What descriptions are stated in. */
  readonly profile: Target;
}

/** A dataset as a target gets it. */
export interface DatasetDocument {
  readonly turtle: string;
  /** SHA-256 of the document. */
  readonly hash: string;
}

/** Writes a dataset with the agents it names, since a record elsewhere is whole or it is nothing. */
export async function writeDataset(
  { reader, baseUrl, profile }: DocumentContext,
  dataset: PublishedDataset,
): Promise<DatasetDocument> {
  const turtle = formatOf('ttl');
  if (!turtle) throw new TypeError('Turtle is a format');
  const graphs = [dataset, ...(await agentsOf(reader, baseUrl, [dataset]))];
  const text = await toDocument(
    turtle,
    graphs.map((graph) => render(profile, graph)),
  );
  return { turtle: text, hash: createHash('sha256').update(text).digest('hex') };
}
