import { createContext } from '../context.ts';
import type { CommandInput } from './command.ts';

/** `glaneur sources`: the configured sources with their last runs. */
export async function listSources({ settings, options, stdout }: CommandInput): Promise<number> {
  const context = await createContext(settings);
  try {
    const latest = await context.runs.latest();
    const rows = context.sources.map(({ id, title, connector, url, schedule }) => {
      const runs = latest.get(id);
      return {
        id,
        title: title['en'] ?? Object.values(title)[0] ?? id,
        connector,
        url,
        schedule,
        lastVerdict: runs?.last.verdict ?? null,
        lastComplete: runs?.lastComplete?.finishedAt?.toISOString() ?? null,
      };
    });
    if (options.json) {
      stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
      return 0;
    }
    for (const row of rows) {
      const last = `last run ${row.lastVerdict ?? 'never'}, last complete ${row.lastComplete ?? 'never'}`;
      stdout.write(`${row.id}  ${row.title}\n  ${row.connector} ${row.url}\n  ${last}\n`);
    }
    if (rows.length === 0) stdout.write('No source has an address yet; see config/sources.yaml.\n');
    return 0;
  } finally {
    await context.close();
  }
}
