import { ErrorWords, idOf } from './admin-field.tsx';
import { formMessages } from './admin-form-messages.ts';
import { CsrfField } from './admin-layout.tsx';
import type { FormProps } from './admin-source-form.tsx';
import { Advanced, Identity, Timing } from './admin-source-form-fields.tsx';
import { Reading } from './admin-source-form-reading.tsx';
import { TestPreview } from './admin-source-preview.tsx';
import { pageLink } from './layout.tsx';

/** The form by which a source is created or changed, with what it would give. */
export function SourceFormPage({ page, form }: FormProps) {
  const text = formMessages[page.language];
  const path = form.id === null ? '/admin/sources/new' : `/admin/sources/${form.id}/edit`;
  const back = form.id === null ? '/admin/sources' : `/admin/sources/${form.id}`;
  const action = pageLink(page, path);
  const test = `${action}/test#preview`;
  return (
    <>
      <h1>
        {form.id === null ? text.newSource : text.editSource}{' '}
        {form.id ? <code>{form.id}</code> : null}
      </h1>
      <Errors page={page} form={form} reopen={action} />
      <form method="post" action={action} class="source-form" novalidate>
        <CsrfField page={page} />
        <input type="hidden" name="revision" value={form.revision} />
        <input type="hidden" name="preset" value={form.fields['preset'] ?? ''} />
        <Identity page={page} form={form} />
        <Reading page={page} form={form} />
        <Timing page={page} form={form} />
        <Advanced page={page} form={form} />
        <div class="acts">
          <button type="submit" formaction={test}>
            {text.test}
          </button>
          <button type="submit">{text.save}</button>
          <a href={pageLink(page, back)}>{text.back}</a>
        </div>
      </form>
      {form.tested ? <TestPreview page={page} tested={form.tested} /> : null}
    </>
  );
}

function Errors({ page, form, reopen }: FormProps & { reopen: string }) {
  const text = formMessages[page.language];
  if (form.isOutdated) {
    return (
      <p role="alert" class="notice notice-failing">
        {text.outdated} <a href={reopen}>{text.reopen}</a>
      </p>
    );
  }
  if (form.errors.length === 0) return null;
  return (
    <div role="alert" class="notice notice-failing">
      <p>
        <strong>{text.errors}</strong>
      </p>
      <ul>
        {form.errors.map((error) => {
          const words = <ErrorWords error={error} language={page.language} />;
          return <li>{error.field ? <a href={`#${idOf(error.field)}`}>{words}</a> : words}</li>;
        })}
      </ul>
    </div>
  );
}
