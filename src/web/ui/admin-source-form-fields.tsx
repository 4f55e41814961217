import { Field } from './admin-field.tsx';
import { formMessages } from './admin-form-messages.ts';
import { type FormProps, Group, presetTitle, presetValue, stateOf } from './admin-source-form.tsx';
import { sourceMessages } from './admin-source-messages.ts';
import { Moments } from './admin-source-page.tsx';
import { colon } from './language.ts';
import { pageLink } from './layout.tsx';

/** What the source is called and where it is. */
export function Identity(props: FormProps) {
  const { page, form } = props;
  const text = formMessages[page.language];
  const state = stateOf(props);
  const preset = form.fields['preset'];
  return (
    <Group title={text.identity}>
      {preset ? (
        <p>
          {sourceMessages[page.language].preset}
          {colon(page.language)}
          <strong>{preset}</strong>
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

/** When it is harvested. */
export function Timing(props: FormProps) {
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

/** What few sources need to say. */
export function Advanced(props: FormProps) {
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
