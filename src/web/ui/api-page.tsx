import type { Page } from './layout.tsx';
import { Verbatim } from './verbatim.tsx';
import { Words } from './words.tsx';

/** One thing the API does. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly place: string;
    readonly description: string;
  }[];
  /** JSON Schema of its body. */
  readonly body: string | null;
}

interface ApiProps {
  page: Page;
  operations: readonly Operation[];
}

/** The API for people: what its OpenAPI description says. */
export function ApiPage({ page, operations }: ApiProps) {
  const { text, basePath } = page;
  return (
    <>
      <h1>{text.api}</h1>
      <p>{text.apiHelp}</p>
      <p>
        <a href={`${basePath}/api/v1/openapi.json`}>{text.apiDescription}</a>
      </p>
      {operations.map((operation) => (
        <OperationSection page={page} operation={operation} />
      ))}
    </>
  );
}

function OperationSection({ page, operation }: { page: Page; operation: Operation }) {
  const { method, path, summary, description, parameters, body } = operation;
  return (
    <section>
      <h2>
        <code>
          {method} {path}
        </code>
      </h2>
      <p>
        <Words lang="en" text={`${summary}. ${description}`} />
      </p>
      {parameters.length > 0 ? (
        <ul>
          {parameters.map(({ name, place, description: words }) => (
            <li>
              <code>{name}</code> ({place}){words ? <Words lang="en" text={`: ${words}`} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {body === null ? null : (
        <details>
          <summary>{page.text.apiBody}</summary>
          <Verbatim>{body}</Verbatim>
        </details>
      )}
    </section>
  );
}
