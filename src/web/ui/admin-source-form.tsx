import type { ComponentChildren } from 'preact';
import type { Offers, SourceTest } from '../../model/administration.ts';
import { type FieldError, type Fields, presetOf } from '../admin/source-fields.ts';
import type { FormState } from './admin-field.tsx';
import { formMessages } from './admin-form-messages.ts';
import type { AdminPage } from './admin-layout.tsx';
import { colon } from './language.ts';

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

/** What every part of the form is given. */
export interface FormProps {
  page: AdminPage;
  form: SourceForm;
}

/** What its fields are given. */
export function stateOf({ page, form }: FormProps): FormState {
  return { language: page.language, fields: form.fields, errors: form.errors };
}

/** What the preset says of a setting, beside which an empty field is fine. */
export function presetValue({ form }: FormProps, name: string): string | undefined {
  const value = presetOf(form.offers, form.fields['preset'] ?? '')[name];
  return typeof value === 'string' ? value : undefined;
}

/** The title that the preset gives, in a language. */
export function presetTitle({ form }: FormProps, language: string): string | undefined {
  const title = presetOf(form.offers, form.fields['preset'] ?? '')['title'];
  const said = new Map<string, unknown>(
    Object.entries(typeof title === 'object' ? { ...title } : {}),
  );
  const words = said.get(language);
  return typeof words === 'string' ? words : undefined;
}

/** Fields under one heading. */
export function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

/** Choices of a setting; nothing chosen leaves it to the preset. */
export function choicesOf(props: FormProps, name: string, values: readonly string[]) {
  const text = formMessages[props.page.language];
  const preset = presetValue(props, name);
  const empty = preset ? `${text.fromPreset}${colon(props.page.language)}${preset}` : text.unset;
  return [['', empty] as const, ...values.map((value) => [value, value] as const)];
}
