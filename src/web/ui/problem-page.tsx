import type { ProblemDocument } from '../problem.ts';
import { type Page, pageLink } from './layout.tsx';
import { Words } from './words.tsx';

/** A problem document for human readers. */
export function ProblemPage({ page, problem }: { page: Page; problem: ProblemDocument }) {
  const { text } = page;
  return (
    <>
      <h1>{problem.code === 'GONE' ? text.goneTitle : text.problem}</h1>
      <p>
        <Words lang="en" text={problem.title} /> ({problem.status})
      </p>
      {problem.detail ? (
        <p>
          <Words text={problem.detail} />
        </p>
      ) : null}
      <p>
        <code>{problem.code}</code>
      </p>
      <p>
        <a href={pageLink(page, '/')}>{text.backHome}</a>
      </p>
    </>
  );
}
