import type { OptionField } from './option-fields.ts';
import type { FieldError } from './source-fields.ts';

/** Names by whose mention an error of the rules belongs to a field. */
const mentions: readonly (readonly [RegExp, string])[] = [
  [/^title\b/, 'title.fr'],
  [/\bschedule\b/, 'schedule'],
  [/\btime ?zone\b/i, 'timeZone'],
  [/\bquiet ?hours\b/i, 'quietHours'],
  [/^(id|preset|url|connector|mapping|profile|level|region|language)\b/, '$1'],
  [/^(defaults|policy|limits)\b/, '$1'],
  [/\bprivate hosts\b/, 'limits'],
  [/\bauth\b/, 'auth.kind'],
  [/\b(?:the|The) url\b/, 'url'],
  [/\bno profile\b/, 'profile'],
  [/\bthe id\b|with this id/, 'id'],
  [/\bno preset\b/, 'preset'],
];

/** The fields that an error of the rules for sources is about, as far as its words tell. */
export function errorsOf(message: string, options: readonly OptionField[]): readonly FieldError[] {
  const missing = /^(options: )?it must have required properties? (.+)$/.exec(message);
  if (missing) {
    const [, inOptions, names = ''] = missing;
    return names.split(', ').map((name) => {
      const field = inOptions ? `option.${name}` : name;
      return { field: field === 'title' ? 'title.fr' : field, kind: 'required', sentence: message };
    });
  }
  const option = /^options: (\w+)/.exec(message)?.[1];
  const isOption = option !== undefined && options.some(({ name }) => name === option);
  const field = isOption ? `option.${option}` : mentionedIn(message);
  return [{ field, kind: 'refused', sentence: message }];
}

function mentionedIn(message: string): string | null {
  for (const [words, field] of mentions) {
    const found = words.exec(message);
    if (found) return field === '$1' ? (found[1] ?? null) : field;
  }
  return null;
}
