import { at, listOf, textOf } from '../json.ts';
import { sayDistribution } from '../statements/distribution.ts';
import { readLicence } from '../statements/licence.ts';
import type { Statements } from '../statements/statements.ts';
import { saidOf } from '../statements/texts.ts';
import { type Fields, fieldsOf, translated } from './fields.ts';

/** The resources of a package; each may have a licence of its own. */
export function sayResources(said: Statements, pack: Fields, licence: string | undefined): void {
  for (const resource of listOf(pack('resources'))) {
    const state = (textOf(at(resource, 'state')) ?? 'active').toLowerCase();
    if (state !== 'deleted') sayResource(said, resource, licence);
  }
}

function sayResource(said: Statements, resource: unknown, common: string | undefined): void {
  const field = fieldsOf(resource);
  const url = saidOf(field('url'));
  const own = saidOf(field('license'));
  sayDistribution(said, {
    title: translated(field, 'name'),
    description: translated(field, 'description'),
    access: saidOf(field('access_url')) ?? url,
    download: saidOf(field('download_url')) ?? (isFile(field) ? url : undefined),
    formats: [field('mimetype'), field('format')],
    bytes: field('size'),
    licence: own === undefined ? common : readLicence(said, own),
    rights: field('rights'),
    languages: field('language'),
    issued: field('issued') ?? field('created'),
    modified: dateOf(field('modified') ?? field('last_modified')),
    checksum: { algorithm: field('hash_algorithm'), value: field('hash') },
  });
}

/** Whether the address of a resource is the file itself: uploaded, or named as its format says. */
function isFile(field: Fields): boolean {
  if (field('url_type') === 'upload') return true;
  const path = (saidOf(field('url')) ?? '').replace(/[?#].*$/, '').toLowerCase();
  const format = (saidOf(field('format')) ?? '').toLowerCase().replace(/^\./, '');
  return format !== '' && path.endsWith(`.${format}`);
}

/** DKAN writes "Date changed  jeu, 19/12/2019 - 03:00". */
function dateOf(value: unknown): string | undefined {
  return saidOf(value)?.replace(/^date changed\s+/i, '');
}
