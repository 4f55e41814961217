import { createHash } from 'node:crypto';
import { HarvestError, problemOf } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { failed } from '../gathered.ts';
import type { RowReading } from './list-api.ts';

/** Key of a row. One without a key is told apart by its content: its place changes with its neighbours. */
export function keyOf(reading: RowReading, row: unknown): string {
  if (reading.kind !== 'keyless') return reading.key;
  const text = JSON.stringify(row) ?? '';
  return `without-key-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}

/** What a row that needs no further request is: a record, gone, failed, or nothing. */
export function recordOfRow(
  row: Exclude<RowReading, { readonly kind: 'listed' }>,
  key: string,
  urls: { readonly page: string; readonly record: string },
): readonly Gathered[] {
  switch (row.kind) {
    case 'keyless': {
      const sentence = `${urls.page} holds a row without an identifier.`;
      return [failed(key, urls.page, problemOf(new HarvestError('MAP_UNREADABLE', sentence)))];
    }
    case 'gone':
      return [{ kind: 'gone', remoteKey: key, reason: row.reason }];
    case 'skipped':
      return [];
    case 'described': {
      const body = JSON.stringify(row.description);
      const payload = { remoteKey: key, body, mediaType: 'application/json', url: urls.record };
      return [{ kind: 'payload', payload }];
    }
  }
}
