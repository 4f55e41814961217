import type { ComponentChildren } from 'preact';
import { decisionMessages } from './admin-decision-messages.ts';
import { type AdminPage, CsrfField } from './admin-layout.tsx';
import { plain } from './language.ts';
import { pageLink } from './layout.tsx';

interface ConfirmationProps {
  page: AdminPage;
  question: string;
  /** What will happen, a sentence each. */
  sentences: readonly string[];
  /** Where the form goes and where the way back leads, below the language. */
  action: string;
  back: string;
  label: string;
  isDanger?: boolean;
  /** Hidden fields of the form. */
  fields?: Readonly<Record<string, string>>;
  warning?: string | null;
  children?: ComponentChildren;
}

/** Asks once more before something is changed, in plain words; forms alone carry it out. */
export function Confirmation(props: ConfirmationProps) {
  const { page, question, sentences, action, back, label, isDanger = false, warning } = props;
  return (
    <>
      <h1>{plain(question)}</h1>
      {warning ? <p role="alert">{warning}</p> : null}
      {sentences.map((sentence) => (
        <p>{plain(sentence)}</p>
      ))}
      <form class="actions" method="post" action={pageLink(page, action)}>
        <CsrfField page={page} />
        {Object.entries(props.fields ?? {}).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit" {...(isDanger ? { class: 'danger' } : {})}>
          {label}
        </button>
        <a href={pageLink(page, back)}>{decisionMessages[page.language].cancel}</a>
      </form>
      {props.children}
    </>
  );
}
