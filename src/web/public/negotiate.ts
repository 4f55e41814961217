interface Preference {
  readonly range: string;
  /** The range with its profile parameter (RFC 6906), when it has one. */
  readonly exact: string;
  readonly q: number;
}

/** Preferences that are read of one header; those after are ignored. */
export const maxPreferences = 64;
/** Characters that are read of one header. */
export const maxHeaderLength = 4096;

/** Reads the weight among the parameters of a preference (RFC 9110 §12.4.2); one that is none counts as 0. */
export function readWeight(parameters: readonly string[]): number {
  const weight = parameters.find((parameter) => /^q=/i.test(parameter));
  const q = weight === undefined ? 1 : Number(weight.slice(2) || Number.NaN);
  return q >= 0 && q <= 1 ? q : 0;
}

/** Reads a header of weighted preferences (RFC 9110 §12.4.2). */
function preferences(header: string): Preference[] {
  return header
    .slice(0, maxHeaderLength)
    .split(',', maxPreferences)
    .map((part) => {
      const [range = '', ...parameters] = part
        .split(';')
        .map((piece) => piece.trim().toLowerCase());
      const profile = parameters.find((parameter) => parameter.startsWith('profile='));
      return { range, exact: profile ? `${range};${profile}` : range, q: readWeight(parameters) };
    })
    .filter(({ range }) => range !== '');
}

/** Weight of an offer: that of the most specific range that covers it. */
function weightOf(ranges: readonly (readonly string[])[], asked: readonly Preference[]): number {
  for (const names of ranges) {
    const found = asked.find(({ range, exact }) => names.includes(exact) || names.includes(range));
    if (found) return found.q;
  }
  return 0;
}

/** The offer of the greatest weight, the first of equal ones; null when none weighs anything. */
export function best<Offer>(
  offers: readonly Offer[],
  weigh: (offer: Offer) => number,
): Offer | null {
  let chosen: Offer | null = null;
  let highest = 0;
  for (const offer of offers) {
    const weight = weigh(offer);
    if (weight > highest) {
      chosen = offer;
      highest = weight;
    }
  }
  return chosen;
}

/**
 * Chooses the media type that suits an Accept header best (RFC 9110 §12.5.1); between equal ones
 * the first offer wins. An offer with a parameter is for those alone who ask for it, and should come before
 * the same type without. Null when none is acceptable.
 */
export function negotiateType(
  accept: string | undefined,
  offers: readonly string[],
): string | null {
  if (accept === undefined || accept.trim() === '')
    return offers.find((offer) => !offer.includes(';')) ?? null;
  const asked = preferences(accept);
  return best(offers, (offer) => {
    const wider = [[`${offer.slice(0, offer.indexOf('/'))}/*`], ['*/*']];
    return weightOf(offer.includes(';') ? [[offer]] : [[offer], ...wider], asked);
  });
}

/** Chooses a language by an Accept-Language header (RFC 4647 §3.4 lookup); else the first offer. */
export function negotiateLanguage<Language extends string>(
  header: string | undefined,
  offers: readonly [Language, ...Language[]],
): Language {
  const asked = preferences(header ?? '').map(({ range, ...rest }) => ({
    ...rest,
    range: range.split('-')[0] ?? range,
  }));
  const chosen = best(offers, (offer) => weightOf([[offer], ['*']], asked));
  return offers.find((offer) => offer === chosen) ?? offers[0];
}

/** Content codings of our own making, best first. */
const codings = ['br', 'gzip'] as const;

export type Encoding = (typeof codings)[number] | 'identity';

/** Chooses a content coding by an Accept-Encoding header (RFC 9110 §12.5.3); plain when none is wanted more. */
export function negotiateEncoding(header: string | string[] | undefined): Encoding {
  const asked = preferences(String(header ?? ''));
  const plain = weightOf([['identity']], asked);
  const weigh = (coding: string) => weightOf([[coding], ['*']], asked);
  return best(codings, (coding) => (weigh(coding) < plain ? 0 : weigh(coding))) ?? 'identity';
}

/** Whether an If-None-Match header names this entity tag (RFC 9110 §13.1.2, weak comparison). */
export function matchesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  const bare = tag.replace(/^W\//, '');
  return header
    .slice(0, maxHeaderLength)
    .split(',')
    .some((part) => part.trim() === '*' || part.trim().replace(/^W\//, '') === bare);
}
