import type { Quad } from '@rdfjs/types';
import { createSide, placeOf, type Side } from './comparison.ts';
import { mutate, mutationKinds, type PropertiesByClass } from './mutations.ts';
import type { ParityProfile } from './profile.ts';

/** What mutations change in the findings of one side, by `class property kind`. */
type Changes = ReadonlyMap<string, string>;

const short = (place: string) => place.slice(0, 1);

/**
 * The severities of what a mutation adds at the spoilt property, such as `V` or `VW`; `+` where it
 * adds something elsewhere, `-` where it takes something away.
 */
function changesOf(
  side: Side,
  description: readonly Quad[],
  properties: PropertiesByClass,
): Changes {
  const before = side(description).places;
  const changes = new Map<string, string>();
  for (const { of, property, kind, quads } of mutate(description, properties)) {
    const { all, places } = side(quads);
    const added = all.filter((finding) => !before.has(placeOf(finding)));
    const here = added.filter(({ path }) => path === property).map(placeOf);
    const text = [
      ...[...new Set(here.map(short))].sort(),
      added.length > here.length ? '+' : '',
      [...before].some((place) => !places.has(place)) ? '-' : '',
    ].join('');
    changes.set(`${of} ${property} ${kind}`, text || '.');
  }
  return changes;
}

/**
 * What our shapes say of each mutation as a table in Markdown: a line per property, a column per
 * kind of mutation; levels that differ are parted by slashes.
 */
export function describeFindings(profile: ParityProfile): string {
  const byLevel = profile.levels.map((level) =>
    changesOf(createSide(profile.readOwn(level)), profile.describe(level), profile.properties),
  );
  const cell = (key: string) => {
    const texts = byLevel.map((changes) => changes.get(key) ?? '');
    return new Set(texts).size === 1 ? texts[0] : texts.join('/');
  };
  const line = (cells: readonly (string | undefined)[]) => `| ${cells.join(' | ')} |`;
  const rows = Object.entries(profile.properties).flatMap(([of, names]) =>
    names.map((name) =>
      line([of, name, ...mutationKinds.map((kind) => cell(`${of} ${name} ${kind}`))]),
    ),
  );
  return [
    `# What ${profile.id} says of spoilt descriptions`,
    '',
    `Levels: ${profile.levels.join('/')}. V: violation, W: warning at the property; +: more elsewhere; -: less elsewhere; .: nothing.`,
    '',
    line(['class', 'property', ...mutationKinds]),
    line(['class', 'property', ...mutationKinds].map(() => '---')),
    ...rows,
    '',
  ].join('\n');
}
