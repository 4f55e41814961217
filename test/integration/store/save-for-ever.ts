import { openDatabase } from '../../../src/store/database.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { createRecordStore } from '../../../src/store/records.ts';
import { createRunStore } from '../../../src/store/runs.ts';
import { syncSources } from '../../../src/store/sources.ts';
import { aRecord, aSource, baseUrl, recordId } from './samples.ts';

// Saves batches of ten until it is killed, with one line to stdout per acknowledged batch.
const database = await openDatabase({ dataDir: process.argv[2] ?? '' });
await migrate(database);
const now = () => new Date();
const source = aSource('hdh');
await syncSources(database, [source]);
const run = await createRunStore({ database, now }).begin('hdh', 'request');
if (run === null) throw new Error('The run did not begin');
const records = createRecordStore({ database, baseUrl, now, recordId });
for (let batch = 0; batch < 10_000; batch += 1) {
  const keys = Array.from({ length: 10 }, (_, index) => `${batch}-${index}`);
  await records.save(
    run,
    source,
    keys.map((key) => aRecord('hdh', key)),
  );
  process.stdout.write(`${batch}\n`);
}
