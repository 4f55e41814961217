import type { CatalogueReader, DatasetChange } from '../../model/published.ts';
import { datasetDocument } from '../../rdf/mint.ts';
import type { Repository } from '../repository.ts';
import { element } from '../xml.ts';

/** Entries of the feed. */
const newest = 50;

/** What the feed says in one language. */
export interface AtomWords {
  readonly language: string;
  readonly title: string;
  readonly withdrawn: string;
}

/**
 * The datasets that changed last, for feed readers (RFC 4287); withdrawn ones are entries too, so
 * that nobody misses them.
 */
export async function atomFeed(
  reader: CatalogueReader,
  baseUrl: string,
  repository: Repository,
  words: AtomWords,
): Promise<string> {
  const { serial, changedAt } = await reader.state();
  const changes = await reader.datasetChanges({ after: 0, limit: newest, newestFirst: true });
  const address = `${baseUrl}/feeds/atom`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${words.language}">
${element('id', address)}
${element('title', words.title)}
${element('updated', (changedAt ?? new Date(0)).toISOString())}
<link rel="self" href="${address}"/>
<link rel="alternate" type="text/html" href="${baseUrl}/"/>
<link rel="related" type="application/trig" href="${baseUrl}/feeds/ldes"/>
<author>${element('name', titleIn(repository.title, words.language, baseUrl))}${element('email', repository.email)}</author>
${element('generator', `Glaneur, serial ${serial}`)}
${changes.map((change) => entry(baseUrl, change, words)).join('')}</feed>
`;
}

function entry(baseUrl: string, change: DatasetChange, words: AtomWords): string {
  const { id, at, published } = change;
  const document = datasetDocument(baseUrl, id);
  const { title = {}, description = {} } = published?.summary ?? {};
  const name = titleIn(title, words.language, document);
  const text = titleIn(description, words.language, '');
  return [
    '<entry>',
    element('id', document),
    element('title', published ? name : `${words.withdrawn} ${document}`),
    element('updated', at.toISOString()),
    `<link href="${document}"/>`,
    element('summary', published ? text.slice(0, 500) : words.withdrawn),
    '</entry>\n',
  ].join('');
}

function titleIn(
  texts: Readonly<Record<string, string>>,
  language: string,
  otherwise: string,
): string {
  return texts[language] ?? Object.values(texts)[0] ?? otherwise;
}
