import type { HttpResponse } from '../../harvest/ports.ts';
import { HarvestError, problemOf } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { failed } from '../gathered.ts';
import { readData } from '../graphql/ask.ts';
import { collectionRecord, tableIn } from '../graphql/emx2.ts';
import { type Row, textIn } from '../graphql/rows.ts';
import { objectOf } from '../json-page.ts';
import { keyOf } from '../rest-json/row-records.ts';
import { brokenFile, type JoinFiles, problemOfFile, type SavedList } from './answer-file.ts';

/** Joins the biobanks and collections of saved answers of a BBMRI directory. */
export const joinEmx2: JoinFiles = (files, isWhole, { signal }) => {
  const gathered: Gathered[] = [];
  const lists: SavedList[] = [];
  const biobanks = new Map<string, Row>();
  const collections: { readonly row: Row; readonly url: string }[] = [];
  let areAllRead = isWhole;
  for (const file of files) {
    try {
      const tables = tablesIn(file);
      for (const row of tables.biobanks) biobanks.set(textIn(row, 'id') ?? '', row);
      collections.push(...tables.collections.map((row) => ({ row, url: file.url })));
      lists.push(...tables.lists);
    } catch (error) {
      areAllRead = false;
      gathered.push(...brokenFile(file.url, problemOfFile(error, signal)));
    }
  }
  for (const { row, url } of collections) {
    const id = textIn(row, 'id');
    const biobank = biobanks.get(textIn(objectOf(row['biobank']), 'id') ?? '');
    if (id === null) gathered.push(withoutKey(row, url));
    // Its biobank may stand in the file that was lost.
    else if (biobank || areAllRead) gathered.push(collectionRecord(url, id, row, biobank));
  }
  return { gathered, lists };
};

function tablesIn(file: HttpResponse) {
  const data = readData(file);
  if (!('Biobanks' in data) && !('Collections' in data)) {
    const sentence = `${file.url} holds neither Biobanks nor Collections.`;
    throw new HarvestError('MAP_UNREADABLE', sentence);
  }
  const [biobanks, collections] = [tableIn(data, 'Biobanks'), tableIn(data, 'Collections')];
  const lists = [biobanks, collections].flatMap(({ rows, total }) =>
    total === null ? [] : { rows: rows.length, total, leadsOn: false },
  );
  return { biobanks: biobanks.rows, collections: collections.rows, lists };
}

function withoutKey(row: Row, url: string): Gathered {
  const sentence = `${url} holds a row without an identifier.`;
  const key = keyOf({ kind: 'keyless' }, row);
  return failed(key, url, problemOf(new HarvestError('MAP_UNREADABLE', sentence)));
}
