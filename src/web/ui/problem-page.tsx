import type { ProblemDocument } from '../problem.ts';
import { httpProblemWords } from './http-problem-words.ts';
import { type Page, pageLink } from './layout.tsx';
import { Words } from './words.tsx';

/** A problem document for human readers. */
export function ProblemPage({ page, problem }: { page: Page; problem: ProblemDocument }) {
  const { text, language } = page;
  const { title, remedy } = httpProblemWords(problem.code, language);
  return (
    <>
      <h1>{title}</h1>
      {problem.detail ? (
        <p>
          <Words lang="en" text={problem.detail} />
        </p>
      ) : null}
      <p>{remedy}</p>
      <p class="soft">
        <code>{problem.code}</code> ({problem.status})
      </p>
      <p>
        <a href={pageLink(page, '/')}>{text.backHome}</a>
      </p>
    </>
  );
}
