import { type OptionField, optionFields } from '../admin/option-fields.ts';
import { presetOf } from '../admin/source-fields.ts';
import { Field } from './admin-field.tsx';
import { formMessages } from './admin-form-messages.ts';
import { choicesOf, type FormProps, Group, presetValue, stateOf } from './admin-source-form.tsx';
import { colon } from './language.ts';

/** How it is read. */
export function Reading(props: FormProps) {
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
  const empty =
    preset === undefined
      ? text.unset
      : `${text.fromPreset}${colon(page.language)}${JSON.stringify(preset)}`;
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
