import type { Command } from './command.ts';
import { manageCoverage } from './coverage.ts';
import { decideDeletions, restoreRecords } from './deletions.ts';
import { decideDuplicates } from './duplicates.ts';
import { exportCatalogue } from './export.ts';
import { harvestSources, replaySources } from './harvest.ts';
import { manageKeys } from './keys.ts';
import { migrateDatabase } from './migrate.ts';
import { manageNotifications } from './notifications.ts';
import { manageProfiles } from './profiles.ts';
import { serve } from './serve.ts';
import { listSources } from './sources.ts';
import { manageTargets } from './targets.ts';
import { validateDocuments } from './validate.ts';
import { manageVocabularies } from './vocabularies.ts';

/** The registry of commands. */
export const commands: Readonly<Record<string, Command>> = {
  serve: {
    usage: 'serve',
    purpose: 'publish the catalogue and harvest on schedule',
    run: serve,
  },
  harvest: {
    usage: 'harvest [SOURCE...] [--dry-run] [--engine reference] [--json]',
    purpose: 'harvest the named sources, or all, now; 1 when one is not complete',
    run: harvestSources,
  },
  validate: {
    usage:
      'validate FILE-OR-URL... [--profile P] [--format text|json|sarif|turtle] [--language fr|en] [--engine reference]',
    purpose: 'check what documents describe; 0 conforms, 1 violations, 2 unreadable',
    run: validateDocuments,
  },
  export: {
    usage: 'export [--format ttl|nt|nq|trig|rdf|jsonld] [--profile P] [-o FILE]',
    purpose: 'write the whole catalogue',
    run: exportCatalogue,
  },
  replay: {
    usage: 'replay [SOURCE...] [--json]',
    purpose: 'map and validate stored payloads again, without asking the sources',
    run: replaySources,
  },
  deletions: {
    usage: 'deletions [SOURCE] [--approve | --reject] [--json]',
    purpose: 'list the deletions that were held, and decide about those of a source',
    run: decideDeletions,
  },
  duplicates: {
    usage: 'duplicates [--merge A B | --never A B | --split A] [--json]',
    purpose: 'list records that describe one dataset, and decide about them',
    run: decideDuplicates,
  },
  coverage: {
    usage: 'coverage [import FILE [--name LIST] | remove LIST] [--json]',
    purpose: 'compare lists of declared databases with what is described',
    run: manageCoverage,
  },
  restore: {
    usage: 'restore RECORD...',
    purpose: 'publish deleted records again from their stored payloads',
    run: restoreRecords,
  },
  sources: {
    usage: 'sources [--json]',
    purpose: 'list the sources with their last runs',
    run: listSources,
  },
  profiles: {
    usage:
      'profiles add DIR-OR-FILES --id ID [--title T] [--iri I] [--levels none] [--replace] | list [--json]',
    purpose: "put a publisher's own SHACL files into force as a profile, and list the profiles",
    run: manageProfiles,
  },
  notifications: {
    usage: 'notifications [--json] | notifications test ID',
    purpose: 'list whom admins are told through, and how far each is; send a trial message',
    run: manageNotifications,
  },
  targets: {
    usage: 'targets [retry ID [RECORD...]] [--json]',
    purpose: 'show how far deliveries are, or deliver again what was given up',
    run: manageTargets,
  },
  keys: {
    usage:
      'keys create [SOURCE] [--role push|viewer|curator|admin] [--days N] [--name N] | list | revoke ID [--json]',
    purpose: 'manage keys, of partners who push and for the API',
    run: manageKeys,
  },
  vocabularies: {
    usage: 'vocabularies list | update [ID...] [--dry-run] [--force] [--json]',
    purpose: 'list the controlled vocabularies; refresh those that have a url',
    run: manageVocabularies,
  },
  migrate: {
    usage: 'migrate',
    purpose: 'bring the database up to date',
    run: migrateDatabase,
  },
};
