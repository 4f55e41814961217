import type { Problem } from '../../model/problem.ts';
import { type AdminPage, CsrfField } from './admin-layout.tsx';
import type { SourceChoice } from './admin-records-page.tsx';
import { uploadMessages } from './admin-upload-messages.ts';
import { colon, speak } from './language.ts';
import { pageLink } from './layout.tsx';
import { ProblemText } from './problem-note.tsx';
import { Table } from './table.tsx';
import { Words } from './words.tsx';

/** A source that takes files, and which. */
export interface Receiver extends SourceChoice {
  readonly takes: 'sheet' | 'rdf';
}

/** Address of the upload of a source, below the language. */
export function uploadPath(sourceId: string): string {
  return `/admin/sources/${encodeURIComponent(sourceId)}/upload`;
}

/** The sources that take files. */
export function UploadsPage(props: { page: AdminPage; receivers: readonly Receiver[] }) {
  const { page, receivers } = props;
  const words = uploadMessages[page.language];
  return (
    <>
      <h1>{words.upload}</h1>
      <p>{words.help}</p>
      {receivers.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <Table
          caption={words.upload}
          head={[words.source, words.takes, words.choose]}
          rows={receivers.map((receiver) => [
            <Name page={page} receiver={receiver} />,
            words[`takes-${receiver.takes}`],
            <a href={pageLink(page, uploadPath(receiver.id))}>
              {words.choose}
              <span class="visually-hidden"> {receiver.id}</span>
            </a>,
          ])}
        />
      )}
    </>
  );
}

function Name({ page, receiver }: { page: AdminPage; receiver: Receiver }) {
  const spoken = speak(receiver.title, page.language);
  return <Words {...(spoken ?? { text: receiver.id })} />;
}

/** The form for a file into one source. */
export function UploadPage(props: {
  page: AdminPage;
  receiver: Receiver;
  isPaused: boolean;
  /** Why the file just sent was refused: a problem, or a sentence of ours. */
  problem: Problem | string | null;
}) {
  const { page, receiver, isPaused, problem } = props;
  const words = uploadMessages[page.language];
  return (
    <>
      <h1>
        {words.upload}
        {colon(page.language)}
        <Name page={page} receiver={receiver} />
      </h1>
      {problem === null ? null : (
        <p role="alert" id="problem">
          {words.refused}.{' '}
          {typeof problem === 'string' ? (
            problem
          ) : (
            <ProblemText language={page.language} problem={problem} />
          )}
        </p>
      )}
      <p>{receiver.takes === 'sheet' ? words.sheetHelp : words.rdfHelp}</p>
      {receiver.takes === 'sheet' ? (
        <p>
          {words.template}
          {colon(page.language)}
          <a href={`${page.basePath}/templates/inventory.xlsx`}>XLSX</a>,{' '}
          <a href={`${page.basePath}/templates/inventory.csv`}>CSV</a>
        </p>
      ) : null}
      {isPaused ? (
        <p role="status">{words.paused}</p>
      ) : (
        <form
          method="post"
          enctype="multipart/form-data"
          action={pageLink(page, uploadPath(receiver.id))}
        >
          <CsrfField page={page} />
          <label>
            {words.file}
            {colon(page.language)}
            {words[`takes-${receiver.takes}`]}. {words.limit}
            <input
              type="file"
              name="file"
              required
              accept={
                receiver.takes === 'sheet' ? '.xlsx,.csv' : '.ttl,.jsonld,.json,.rdf,.xml,.nt,.trig'
              }
              {...(problem === null ? {} : { 'aria-describedby': 'problem' })}
            />
          </label>
          <p class="actions">
            <button type="submit">{words.preview}</button>
          </p>
        </form>
      )}
    </>
  );
}
