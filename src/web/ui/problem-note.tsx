import type { Problem } from '../../model/problem.ts';
import { colon, type Language } from './language.ts';
import { problemWords } from './problem-words.ts';
import { Words } from './words.tsx';

const todo = { fr: 'Que faire', en: 'What to do' } as const;

/** Longest message shown; it may hold what a server answered. */
const longestMessage = 1000;

interface ProblemProps {
  readonly language: Language;
  readonly problem: Problem;
}

/** What went wrong, in the reader's language, as the system put it, and what to do about it. */
export function ProblemText({ language, problem }: ProblemProps) {
  const { remedy } = problemWords(problem.code, language);
  return (
    <>
      <ProblemTitle {...{ language, problem }} /> <code>{problem.code}</code>
      <br />
      <Words lang="en" text={problem.message.slice(0, longestMessage)} />
      <br />
      <strong>{todo[language]}</strong> {remedy}
    </>
  );
}

/** The same in a box of its own. */
export function ProblemNotice(props: ProblemProps) {
  return (
    <div class="notice notice-failing">
      <p>
        <ProblemText {...props} />
      </p>
    </div>
  );
}

/** What a problem is called. */
export function ProblemTitle({ language, problem }: ProblemProps) {
  return <strong>{problemWords(problem.code, language).title}</strong>;
}

/** Its name and a part of what the system said: for lists. */
export function ProblemLine({ language, problem, most }: ProblemProps & { most: number }) {
  return (
    <>
      {problemWords(problem.code, language).title}
      {colon(language)}
      <Words lang="en" text={problem.message.slice(0, most)} />
    </>
  );
}
