import type { Gathered } from '../../model/record.ts';
import { childElements } from '../../parse/xml.ts';
import { pageIn } from '../csw/page.ts';
import { recordsOf } from '../csw/records.ts';
import { readXml } from '../xml-page.ts';
import type { ReadFile } from './answer-file.ts';

/**
 * Reads a saved answer of a catalogue service to GetRecords or GetRecordById, in ISO 19139 or DCAT,
 * or one ISO 19139 record.
 */
export const readCsw: ReadFile = async (visited) => {
  const root = readXml(visited.response);
  const single = { MD_Metadata: [root], GetRecordByIdResponse: childElements(root) }[root.name];
  if (single) {
    const schema = single[0]?.name === 'RDF' ? 'dcat' : 'gmd';
    return { gathered: await all(recordsOf(single, schema, visited, {})), lists: [] };
  }
  const { gathered, returned, matched, next } = pageIn(visited, root);
  const list = { rows: returned, total: matched, leadsOn: next !== null };
  return { gathered: await all(gathered), lists: [list] };
};

async function all(
  gathered: AsyncIterable<Gathered> | Iterable<Gathered>,
): Promise<readonly Gathered[]> {
  const found: Gathered[] = [];
  for await (const item of gathered) found.push(item);
  return found;
}
