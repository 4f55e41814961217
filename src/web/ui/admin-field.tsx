import type { FieldError, Fields } from '../admin/source-fields.ts';
import { formMessages } from './admin-form-messages.ts';
import type { Language } from './language.ts';
import { Words } from './words.tsx';

/** What the fields of a form share. */
export interface FormState {
  readonly language: Language;
  readonly fields: Fields;
  readonly errors: readonly FieldError[];
}

interface FieldProps {
  form: FormState;
  name: string;
  label: string;
  help?: string | undefined;
  /** Language of the help where it is not that of the page. */
  helpLang?: string | undefined;
  kind?: 'text' | 'password' | 'area';
  /** What to choose from, each with its words. */
  choices?: readonly (readonly [value: string, words: string])[];
  required?: boolean;
  placeholder?: string | undefined;
}

/** A field with its label, what helps to fill it in, and what is wrong with it. */
export function Field(props: FieldProps) {
  const { form, name, label, help, helpLang } = props;
  const errors = form.errors.filter(({ field }) => field === name);
  const id = idOf(name);
  const described = [
    ...(help ? [`${id}-help`] : []),
    ...(errors.length > 0 ? [`${id}-error`] : []),
  ];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {help ? (
        <p class="help" id={`${id}-help`} lang={helpLang}>
          {help}
        </p>
      ) : null}
      {errors.length > 0 ? (
        <p class="error" id={`${id}-error`}>
          {errors.map((error) => (
            <ErrorWords error={error} language={form.language} />
          ))}
        </p>
      ) : null}
      <Control
        {...props}
        described={described.join(' ') || undefined}
        isWrong={errors.length > 0}
      />
    </div>
  );
}

function Control(props: FieldProps & { described: string | undefined; isWrong: boolean }) {
  const { form, name, kind = 'text', choices, required, placeholder, described, isWrong } = props;
  const value = form.fields[name] ?? '';
  const common = {
    id: idOf(name),
    name,
    'aria-describedby': described,
    'aria-invalid': isWrong ? ('true' as const) : undefined,
    required,
  };
  if (choices) {
    return (
      <select {...common}>
        {choices.map(([choice, words]) => (
          <option value={choice} selected={choice === value}>
            {words}
          </option>
        ))}
      </select>
    );
  }
  if (kind === 'area') {
    return (
      <textarea {...common} rows={Math.min(12, value.split('\n').length + 1)} spellcheck={false}>
        {value}
      </textarea>
    );
  }
  const input = { ...common, value, placeholder, autocomplete: 'off' } as const;
  return kind === 'password' ? (
    <input {...input} type="password" />
  ) : (
    <input {...input} type="text" />
  );
}

/** What is wrong, in words. */
export function ErrorWords({ error, language }: { error: FieldError; language: Language }) {
  const text = formMessages[language];
  const { kind, sentence, field } = error;
  if (kind === 'refused') return <Words text={sentence} lang="en" />;
  return (
    <span>
      {field}: {text[kind]}
    </span>
  );
}

/** Id of the control of a field. */
export function idOf(name: string): string {
  return `field-${name.replace('.', '-')}`;
}
