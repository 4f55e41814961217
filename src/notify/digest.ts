import type { Notice, NoticeKind } from '../model/notice.ts';
import type { Localised, Source } from '../model/source.ts';

type Language = 'fr' | 'en';

/** A source as a digest speaks of it. */
export type NamedSource = Pick<Source, 'id' | 'title' | 'timeZone'>;

/** One message that holds everything there is to tell. */
export interface Digest {
  readonly subject: string;
  /** Plain text, one paragraph per source. */
  readonly text: string;
}

const longestText = 500;

const sentences: Readonly<
  Record<NoticeKind, Readonly<Record<Language, (when: string, figures: Figures) => string>>>
> = {
  'harvest-failed': {
    fr: (when) => `La moisson échoue depuis le ${when}.`,
    en: (when) => `The harvest has been failing since ${when}.`,
  },
  'harvest-partial': {
    fr: (when) => `La moisson est incomplète depuis le ${when} : rien n'est supprimé par absence.`,
    en: (when) => `The harvest has been incomplete since ${when}: nothing is deleted by absence.`,
  },
  'harvest-recovered': {
    fr: (when) => `La moisson est de nouveau complète depuis le ${when}.`,
    en: (when) => `The harvest has been complete again since ${when}.`,
  },
  'source-stale': {
    fr: (when, { days = 0 }) => `La dernière moisson complète date du ${when} (${days} jours).`,
    en: (when, { days = 0 }) => `The last complete harvest was on ${when} (${days} days ago).`,
  },
  'deletions-held': {
    fr: (_when, { count = 0 }) =>
      `${count} suppressions sont retenues et attendent votre décision : approuver ou rejeter.`,
    en: (_when, { count = 0 }) =>
      `${count} deletions are held and wait for you to approve or reject them.`,
  },
  'quality-falling': {
    fr: (when, { before = 0, now = 0 }) =>
      `La qualité des descriptions est passée de ${before} % à ${now} % des points depuis le ${when}.`,
    en: (when, { before = 0, now = 0 }) =>
      `The quality of the descriptions has gone from ${before} % to ${now} % of the points since ${when}.`,
  },
};
type Figures = Readonly<Record<string, number>>;

const subjects = {
  fr: {
    one: (title: string) => `Glaneur : ${title} demande votre attention`,
    many: (count: number) => `Glaneur : ${count} sources demandent votre attention`,
    good: (title: string) => `Glaneur : ${title} est rétablie`,
  },
  en: {
    one: (title: string) => `Glaneur: ${title} needs your attention`,
    many: (count: number) => `Glaneur: ${count} sources need your attention`,
    good: (title: string) => `Glaneur: ${title} has recovered`,
  },
} as const;

/** Says one notice in a sentence. */
export function sayNotice(notice: Notice, source: NamedSource, language: Language): string {
  const when = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: source.timeZone,
  }).format(notice.at);
  return sentences[notice.kind][language](when, notice.figures);
}

/** Puts all notices of a channel into one message, by source. */
export function writeDigest(
  notices: readonly Notice[],
  sources: ReadonlyMap<string, NamedSource>,
  { language, baseUrl }: { readonly language: Language; readonly baseUrl: string },
): Digest {
  const bySource = new Map<string, Notice[]>();
  for (const notice of notices) {
    const own = bySource.get(notice.sourceId) ?? [];
    own.push(notice);
    bySource.set(notice.sourceId, own);
  }
  const paragraphs = [...bySource].map(([id, own]) => {
    const source = sources.get(id) ?? { id, title: { en: id }, timeZone: 'UTC' };
    const lines = own.flatMap((notice) => [
      `  - ${sayNotice(notice, source, language)}`,
      ...problemLines(notice),
    ]);
    const title = titleOf(source, language);
    return `${title} (${id})\n${lines.join('\n')}\n  ${baseUrl}/${language}/sources/${id}\n`;
  });
  const [only] = bySource.keys();
  const title = only === undefined ? '' : titleOf(sources.get(only), language, only);
  const say = subjects[language];
  const isGood = notices.every(({ kind }) => kind === 'harvest-recovered');
  const subject =
    bySource.size > 1 ? say.many(bySource.size) : isGood ? say.good(title) : say.one(title);
  return { subject, text: `${paragraphs.join('\n')}\n-- \nGlaneur, ${baseUrl}\n` };
}

function problemLines({ problem }: Notice): readonly string[] {
  if (problem === null) return [];
  return [`    ${problem.code}: ${plain(problem.message)}`, `    ${plain(problem.remedy)}`];
}

function titleOf(source: NamedSource | undefined, language: Language, id = ''): string {
  const title: Localised = source?.title ?? {};
  return plain(title[language] ?? Object.values(title)[0] ?? source?.id ?? id);
}

/** Text from elsewhere on one line, without what steers terminals and mail programs. */
function plain(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return line.length > longestText ? `${line.slice(0, longestText)}…` : line;
}
