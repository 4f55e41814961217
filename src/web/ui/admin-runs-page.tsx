import type { HarvestRun } from '../../model/run.ts';
import type { AdminPage } from './admin-layout.tsx';
import { Onward } from './admin-onward.tsx';
import { runMessages } from './admin-run-messages.ts';
import { RunTable } from './admin-run-table.tsx';
import { pageLink } from './layout.tsx';

interface RunsProps {
  page: AdminPage;
  runs: readonly HarvestRun[];
  sources: readonly string[];
  source: string | undefined;
  verdict: string | undefined;
  /** Cursor of the page after; null on the last. */
  next: string | null;
}

/** Runs of all sources, newest first. */
export function RunsPage({ page, runs, sources, source, verdict, next }: RunsProps) {
  const text = runMessages[page.language];
  const verdicts = [
    ['complete', text.complete],
    ['partial', text.partial],
    ['failed', text.failedRun],
    ['running', text.running],
  ] as const;
  const more = new URLSearchParams({
    ...(source ? { source } : {}),
    ...(verdict ? { verdict } : {}),
    cursor: next ?? '',
  });
  return (
    <>
      <h1>{text.runsTitle}</h1>
      <form class="search" method="get" action={pageLink(page, '/admin/runs')}>
        <p>
          <label for="source">{text.source}</label>
          <select id="source" name="source">
            <option value="">{text.allSources}</option>
            {sources.map((id) => (
              <option value={id} selected={id === source}>
                {id}
              </option>
            ))}
          </select>
        </p>
        <p>
          <label for="verdict">{text.verdict}</label>
          <select id="verdict" name="verdict">
            <option value="">{text.allVerdicts}</option>
            {verdicts.map(([name, words]) => (
              <option value={name} selected={name === verdict}>
                {words}
              </option>
            ))}
          </select>
        </p>
        <p>
          <button type="submit">{text.filter}</button>
        </p>
      </form>
      <RunTable page={page} runs={runs} withSource />
      <Onward
        language={page.language}
        next={next === null ? null : pageLink(page, `/admin/runs?${more}`)}
      />
    </>
  );
}
