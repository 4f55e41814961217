import { createDumps } from '../../src/publish/dumps/index.ts';
import { sampleCatalogue, sampleDataset } from './sample-catalogue.ts';

/**
 * Builds the dumps of three datasets in the directory of its argument, then begins to build those of four and says `half`
 * when one graph is written. The rest never comes: somebody has to kill it.
 */
const [directory = ''] = process.argv.slice(2);
const catalogue = sampleCatalogue(3);
let isStuck = false;
const dumps = createDumps({
  directory,
  isBuilt: true,
  reader: {
    ...catalogue,
    snapshot: (read) =>
      catalogue.snapshot((state, entities) =>
        read(
          state,
          (async function* () {
            for await (const entity of entities) {
              yield entity;
              if (!isStuck) continue;
              await new Promise((resolve) => setTimeout(resolve, 100));
              process.stdout.write('half\n');
              await new Promise((resolve) => setTimeout(resolve, 1_000_000));
            }
          })(),
        ),
      ),
  },
});
await dumps.build();
isStuck = true;
catalogue.put(sampleDataset('d004'));
await dumps.build();
