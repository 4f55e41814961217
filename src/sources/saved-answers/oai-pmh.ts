import type { Gathered } from '../../model/record.ts';
import { pageOf } from '../oai-pmh/list.ts';
import { gatheredOf, identifierOf, withoutIdentifier } from '../oai-pmh/records.ts';
import { readAnswer, refusal } from '../oai-pmh/request.ts';
import type { ReadFile } from './answer-file.ts';

/** Reads a saved answer of OAI-PMH to ListRecords or GetRecord. */
export const readOaiPmh: ReadFile = async ({ response }) => {
  const { url } = response;
  const answer = readAnswer(response, ['ListRecords', 'GetRecord']);
  if (answer.kind === 'refused') {
    if (answer.code !== 'noRecordsMatch') throw refusal(answer);
    return { gathered: [], lists: [{ rows: 0, total: null, leadsOn: false }] };
  }
  const { records, token, total } = pageOf(answer.content, url);
  const gathered: Gathered[] = [];
  for (const record of records) {
    if (identifierOf(record) !== '') gathered.push(...(await gatheredOf(record, url)));
    else gathered.push(withoutIdentifier(url));
  }
  const isList = answer.content.name === 'ListRecords';
  const list = { rows: records.length, total, leadsOn: token !== null };
  return { gathered, lists: isList ? [list] : [] };
};
