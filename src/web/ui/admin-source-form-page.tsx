import type { ComponentChildren } from 'preact';
import type { Offers, SourceTest } from '../../model/administration.ts';
import { type OptionField, optionFields } from '../admin/option-fields.ts';
import { type FieldError, type Fields, presetOf } from '../admin/source-fields.ts';
import { ErrorWords, Field, type FormState, idOf } from './admin-field.tsx';
import { formMessages } from './admin-form-messages.ts';
import { type AdminPage, CsrfField } from './admin-layout.tsx';
import { sourceMessages } from './admin-source-messages.ts';
import { Moments } from './admin-source-page.tsx';
import { TestPreview } from './admin-source-preview.tsx';
import { pageLink } from './layout.tsx';

/** The form of a source as it stands. */
export interface SourceForm {
  /** Of the source that is changed; null for a new one. */
  readonly id: string | null;
  readonly revision: number;
  readonly fields: Fields;
  readonly errors: readonly FieldError[];
  readonly isOutdated: boolean;
  readonly offers: Offers;
  /** Null for a schedule that cannot be. */
  readonly nextRuns: readonly Date[] | null;
  readonly tested: Extract<SourceTest, { kind: 'tested' }> | null;
}

interface FormProps {
  page: AdminPage;
  form: SourceForm;
}

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

function stateOf({ page, form }: FormProps): FormState {
  return { language: page.language, fields: form.fields, errors: form.errors };
}

/** What the preset says of a setting, beside which an empty field is fine. */
function presetValue({ form }: FormProps, name: string): string | undefined {
  const value = presetOf(form.offers, form.fields['preset'] ?? '')[name];
  return typeof value === 'string' ? value : undefined;
}

function presetTitle({ form }: FormProps, language: string): string | undefined {
  const title = presetOf(form.offers, form.fields['preset'] ?? '')['title'];
  const said = new Map<string, unknown>(
    Object.entries(typeof title === 'object' ? { ...title } : {}),
  );
  const words = said.get(language);
  return typeof words === 'string' ? words : undefined;
}

function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

function Identity(props: FormProps) {
  const { page, form } = props;
  const text = formMessages[page.language];
  const state = stateOf(props);
  const preset = form.fields['preset'];
  return (
    <Group title={text.identity}>
      {preset ? (
        <p>
          {sourceMessages[page.language].preset}: <strong>{preset}</strong>
        </p>
      ) : null}
      {form.id === null ? (
        <Field form={state} name="id" label={text.id} help={text.idHelp} required />
      ) : (
        <input type="hidden" name="id" value={form.id} />
      )}
      <div class="pair">
        <Field
          {...{ form: state, name: 'title.fr', label: text.titleFr }}
          placeholder={presetTitle(props, 'fr')}
        />
        <Field
          {...{ form: state, name: 'title.en', label: text.titleEn }}
          placeholder={presetTitle(props, 'en')}
        />
      </div>
      <Field form={state} name="url" label={text.url} help={text.urlHelp} required />
    </Group>
  );
}

/** Choices of a setting; nothing chosen leaves it to the preset. */
function choicesOf(props: FormProps, name: string, values: readonly string[]) {
  const text = formMessages[props.page.language];
  const preset = presetValue(props, name);
  const empty = preset ? `${text.fromPreset}: ${preset}` : text.unset;
  return [['', empty] as const, ...values.map((value) => [value, value] as const)];
}

function Reading(props: FormProps) {
  const { page, form } = props;
  const text = formMessages[page.language];
  const state = stateOf(props);
  const ids = (offers: readonly { readonly id: string }[]) => offers.map(({ id }) => id);
  const { connectors, mappings, profiles } = form.offers;
  const connector = form.fields['connector'] || presetValue(props, 'connector') || '';
  const options = optionFields(form.offers, connector);
  const levels = ['national', 'regional', 'local'];
  return (
    <Group title={text.reading}>
      <div class="pair">
        <Field
          {...{ form: state, name: 'connector', label: text.connector }}
          choices={choicesOf(props, 'connector', ids(connectors))}
        />
        <Field
          {...{ form: state, name: 'mapping', label: text.mapping }}
          choices={choicesOf(props, 'mapping', ids(mappings))}
        />
        <Field
          {...{ form: state, name: 'profile', label: text.profile }}
          choices={choicesOf(props, 'profile', ids(profiles))}
        />
        <Field
          {...{ form: state, name: 'level', label: text.level }}
          choices={choicesOf(props, 'level', levels)}
        />
      </div>
      {options.length === 0 ? null : (
        <details open={options.some((option) => mustBeSaid(props, option))}>
          <summary>
            {text.options} ({connector})
          </summary>
          <div class="pair">
            {options.map((option) => (
              <Option {...props} option={option} />
            ))}
          </div>
        </details>
      )}
    </Group>
  );
}

/** Whether a source cannot do without an option that its preset does not say; or it is wrong. */
function mustBeSaid({ form }: FormProps, { name, isRequired }: OptionField): boolean {
  const options = presetOf(form.offers, form.fields['preset'] ?? '')['options'];
  const isPreset = typeof options === 'object' && options !== null && name in options;
  return (isRequired && !isPreset) || form.errors.some(({ field }) => field === `option.${name}`);
}

function Option(props: FormProps & { option: OptionField }) {
  const { page, form, option } = props;
  const text = formMessages[page.language];
  const options = presetOf(form.offers, form.fields['preset'] ?? '')['options'];
  const said = new Map(Object.entries(typeof options === 'object' ? { ...options } : {}));
  const preset = said.get(option.name);
  const empty = preset === undefined ? text.unset : `${text.fromPreset}: ${JSON.stringify(preset)}`;
  const flags = [
    ['yes', text.yes],
    ['no', text.no],
  ] as const;
  const choices =
    option.kind === 'flag' ? flags : option.choices.map((each) => [each, each] as const);
  const isArea = option.kind === 'lines' || option.kind === 'yaml';
  const help =
    option.kind === 'lines' ? text.linesHelp : option.kind === 'yaml' ? text.yamlHelp : '';
  const words = [
    option.description,
    ...(preset === undefined ? [] : [`(${JSON.stringify(preset)})`]),
  ];
  return (
    <Field
      form={stateOf(props)}
      name={`option.${option.name}`}
      label={option.name}
      help={words.join(' ') || help}
      helpLang={option.description ? 'en' : undefined}
      {...(choices.length > 0 ? { choices: [['', empty] as const, ...choices] } : {})}
      {...(isArea ? { kind: 'area' as const } : {})}
    />
  );
}

function Timing(props: FormProps) {
  const { page, form } = props;
  const text = formMessages[page.language];
  const state = stateOf(props);
  const { nextRuns } = form;
  const timeZone = form.fields['timeZone'] || presetValue(props, 'timeZone') || 'Europe/Paris';
  return (
    <Group title={text.timing}>
      <div class="pair" data-schedule={pageLink(page, '/admin/schedule')}>
        <Field
          {...{ form: state, name: 'schedule', label: text.schedule, help: text.scheduleHelp }}
          placeholder={presetValue(props, 'schedule')}
        />
        <Field
          {...{ form: state, name: 'timeZone', label: text.timeZone }}
          placeholder={timeZone}
        />
        <Field
          {...{ form: state, name: 'quietHours', label: text.quietHours, kind: 'area' }}
          help={text.quietHoursHelp}
        />
        <div class="field">
          <label class="check">
            <input
              type="checkbox"
              name="onRequest"
              value="yes"
              checked={(form.fields['onRequest'] ?? '') !== ''}
            />{' '}
            {text.onRequest}
          </label>
        </div>
      </div>
      <div aria-live="polite" id="next-runs">
        <p>
          <strong>{nextRuns === null ? text.nextRunsWrong : text.nextRuns}</strong>
        </p>
        {nextRuns && nextRuns.length > 0 ? <Moments {...{ page, nextRuns, timeZone }} /> : null}
        {nextRuns?.length === 0 ? <p>{text.nextRunsNone}</p> : null}
      </div>
    </Group>
  );
}

function Advanced(props: FormProps) {
  const { page, form } = props;
  const text = formMessages[page.language];
  const state = stateOf(props);
  const names = ['defaults', 'policy', 'limits', 'auth.kind', 'region', 'language'];
  const isOpen =
    form.errors.some(({ field }) => field !== null && names.includes(field)) ||
    ['defaults', 'limits', 'auth.kind'].some((name) => (form.fields[name] ?? '') !== '');
  const kinds = [['', text.none], ...['basic', 'bearer', 'header'].map((kind) => [kind, kind])];
  return (
    <details class="advanced" open={isOpen}>
      <summary>{text.advanced}</summary>
      <div class="pair">
        <Field form={state} name="region" label={text.region} />
        <Field form={state} name="language" label={text.language} />
      </div>
      {(['defaults', 'policy', 'limits'] as const).map((name) => (
        <Field form={state} name={name} label={text[name]} help={text.yamlHelp} kind="area" />
      ))}
      <Group title={text.auth}>
        <div class="pair">
          <Field
            {...{ form: state, name: 'auth.kind', label: text.authKind }}
            choices={kinds.map(([value = '', words = '']) => [value, words] as const)}
          />
          <Field form={state} name="auth.user" label={text.authUser} />
          <Field form={state} name="auth.name" label={text.authName} />
          <Field
            {...{ form: state, name: 'auth.secret', label: text.authSecret, kind: 'password' }}
            help={text.authSecretHelp}
          />
        </div>
      </Group>
    </details>
  );
}
