import { parse, stringify } from 'yaml';
import type { Offers } from '../../model/administration.ts';
import type { SourceInput } from '../../model/managed-source.ts';
import { membersOf } from '../api/json-object.ts';
import { type OptionField, optionFields } from './option-fields.ts';

/** The form of a source as texts by field, as a browser sends them. */
export type Fields = Readonly<Record<string, string>>;

/** Something wrong with a field; without one, with the whole. */
export interface FieldError {
  readonly field: string | null;
  readonly kind: 'badYaml' | 'badNumber' | 'required' | 'refused';
  /** What the rules for sources say, where they refused it. */
  readonly sentence: string;
}

const texts = [
  'id',
  'preset',
  'url',
  'connector',
  'mapping',
  'profile',
  'level',
  'region',
] as const;
const plans = ['language', 'timeZone'] as const;
const objects = ['defaults', 'policy', 'limits'] as const;
const secretOf: Readonly<Record<string, string>> = {
  basic: 'password',
  bearer: 'token',
  header: 'value',
};

/** Fields of what somebody wrote of a source. */
export function fieldsOf(entry: SourceInput, offers: Offers): Fields {
  const title = membersOf(entry['title']);
  const auth = membersOf(entry['auth']);
  const options = membersOf(entry['options']);
  const named = [...texts, ...plans].map((name) => [name, textOf(entry[name])] as const);
  const whole = objects.map((name) => [name, yamlOf(entry[name])] as const);
  const chosen = optionFields(offers, effectiveOf(entry, offers, 'connector')).map(
    ({ name, kind }) => [`option.${name}`, optionText(kind, options[name])] as const,
  );
  return Object.fromEntries([
    ...named,
    ...whole,
    ...chosen,
    ['title.fr', textOf(title['fr'])],
    ['title.en', textOf(title['en'])],
    ['schedule', textOf(entry['schedule'])],
    ['onRequest', entry['schedule'] === null ? 'yes' : ''],
    ['quietHours', linesOf(entry['quietHours'])],
    ['auth.kind', textOf(auth['kind'])],
    ['auth.user', textOf(auth['user'])],
    ['auth.name', textOf(auth['name'])],
  ]);
}

/** What a source says of a setting, or else its preset. */
export function effectiveOf(entry: SourceInput, offers: Offers, name: string): string {
  return textOf(entry[name]) || textOf(presetOf(offers, textOf(entry['preset']))[name]);
}

/** What a preset says, and those that it builds on. */
export function presetOf(offers: Offers, id: string): SourceInput {
  let merged: SourceInput = {};
  let next: unknown = id;
  for (let length = 0; length < 5 && typeof next === 'string'; length += 1) {
    const entry: SourceInput = offers.presets.find((preset) => preset.id === next)?.entry ?? {};
    const options = { ...membersOf(entry['options']), ...membersOf(merged['options']) };
    merged = { ...entry, ...merged, options };
    next = entry['preset'];
  }
  return merged;
}

/**
 * The source that a form describes, laid over what was written of it before where the form has no
 * field; what a field leaves empty its preset says.
 */
export function readFields(
  fields: Fields,
  before: SourceInput,
  offers: Offers,
): { readonly input: SourceInput; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const get = (name: string) => (fields[name] ?? '').trim();
  const yaml = (name: string): unknown => {
    if (get(name) === '') return undefined;
    try {
      return parse(get(name), { maxAliasCount: 10 });
    } catch {
      errors.push({ field: name, kind: 'badYaml', sentence: '' });
      return undefined;
    }
  };
  const named = [...texts, ...plans].map((name) => [name, get(name) || undefined]);
  const whole = objects.map((name) => [name, yaml(name)]);
  const connector = get('connector') || effectiveOf({ preset: get('preset') }, offers, 'connector');
  const options = optionFields(offers, connector).map(({ name, kind }) => {
    const field = `option.${name}`;
    if (get(field) === '') return [name, undefined];
    if (kind === 'number' && !Number.isFinite(Number(get(field))))
      errors.push({ field, kind: 'badNumber', sentence: '' });
    return [name, kind === 'yaml' ? yaml(field) : optionValue(kind, get(field))];
  });
  const title = { ...membersOf(before['title']), fr: get('title.fr'), en: get('title.en') };
  const quietHours = linesIn(get('quietHours'));
  const input = {
    ...Object.fromEntries([...named, ...whole]),
    title: filled(title),
    options: filled(Object.fromEntries(options)),
    schedule: get('onRequest') === '' ? get('schedule') || undefined : null,
    quietHours: quietHours.length > 0 ? quietHours : undefined,
    auth: authIn(fields),
  };
  return { input: withoutGaps(input), errors };
}

function authIn(fields: Fields): unknown {
  const kind = fields['auth.kind'] ?? '';
  const secret = secretOf[kind];
  if (secret === undefined) return undefined;
  const parts = {
    user: kind === 'basic' ? fields['auth.user'] : '',
    name: kind === 'header' ? fields['auth.name'] : '',
    [secret]: fields['auth.secret'],
  };
  return { kind, ...filled(parts) };
}

function optionText(kind: OptionField['kind'], value: unknown): string {
  if (value === undefined) return '';
  if (kind === 'yaml') return yamlOf(value);
  if (kind === 'lines') return linesOf(value);
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : textOf(value);
}

function optionValue(kind: OptionField['kind'], text: string): unknown {
  if (kind === 'flag') return text === 'yes';
  if (kind === 'number') return Number(text);
  return kind === 'lines' ? linesIn(text) : text;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function linesOf(value: unknown): string {
  return Array.isArray(value) ? value.join('\n') : '';
}

function linesIn(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function yamlOf(value: unknown): string {
  return value === undefined ? '' : stringify(value);
}

/** Those members that say something; undefined when none does. */
function filled(members: Readonly<Record<string, unknown>>): SourceInput | undefined {
  const said = Object.entries(members).filter(([, value]) => value !== undefined && value !== '');
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}

function withoutGaps(members: Readonly<Record<string, unknown>>): SourceInput {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
