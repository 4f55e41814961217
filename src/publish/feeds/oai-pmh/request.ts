import { metadataPrefixes, OaiError, type Selection } from './terms.ts';
import { resumeFrom } from './token.ts';

/** A request of one of the six verbs (OAI-PMH 2.0 §4). */
export type OaiRequest =
  | { readonly verb: 'Identify' | 'ListSets' }
  | { readonly verb: 'ListMetadataFormats'; readonly identifier?: string }
  | { readonly verb: 'GetRecord'; readonly identifier: string; readonly prefix: string }
  | { readonly verb: 'ListIdentifiers' | 'ListRecords'; readonly selection: Selection };

/** Arguments of each verb: those it needs, and those it may have. */
const argumentsOf = {
  Identify: { needs: [], may: [] },
  ListSets: { needs: [], may: ['resumptionToken'] },
  ListMetadataFormats: { needs: [], may: ['identifier'] },
  GetRecord: { needs: ['identifier', 'metadataPrefix'], may: [] },
  ListIdentifiers: { needs: ['metadataPrefix'], may: ['from', 'until', 'set', 'resumptionToken'] },
  ListRecords: { needs: ['metadataPrefix'], may: ['from', 'until', 'set', 'resumptionToken'] },
} as const satisfies Record<string, { needs: readonly string[]; may: readonly string[] }>;

type Verb = keyof typeof argumentsOf;

/** Reads the parameters of a request. Throws an OaiError for what the protocol does not allow. */
export function readRequest(parameters: URLSearchParams): OaiRequest {
  const verbs = parameters.getAll('verb');
  const verb = (Object.keys(argumentsOf) as Verb[]).find((name) => name === verbs[0]); // keys of a literal
  if (!verb || verbs.length > 1) {
    const known = Object.keys(argumentsOf).join(', ');
    throw new OaiError('badVerb', `The argument verb must be one of ${known}, once.`);
  }
  const given = checkArguments(parameters, verb);
  switch (verb) {
    case 'Identify':
      return { verb };
    case 'ListSets':
      if (given.has('resumptionToken')) throw badToken();
      return { verb };
    case 'ListMetadataFormats': {
      const identifier = given.get('identifier');
      return identifier === undefined ? { verb } : { verb, identifier };
    }
    case 'GetRecord': {
      const prefix = prefixOf(given.get('metadataPrefix'));
      return { verb, identifier: given.get('identifier') ?? '', prefix };
    }
    case 'ListIdentifiers':
    case 'ListRecords':
      return { verb, selection: selectionOf(given) };
  }
}

function checkArguments(parameters: URLSearchParams, verb: Verb): ReadonlyMap<string, string> {
  const { needs, may } = argumentsOf[verb];
  const known: readonly string[] = [...needs, ...may];
  const given = new Map<string, string>();
  for (const [name, value] of parameters) {
    if (name === 'verb') continue;
    if (!known.includes(name)) throw bad(`${verb} has no argument ${name.slice(0, 100)}.`);
    if (given.has(name)) throw bad(`The argument ${name} stands there twice.`);
    given.set(name, value);
  }
  if (given.has('resumptionToken')) {
    if (given.size > 1) throw bad('resumptionToken must stand alone.');
    return given;
  }
  const missing = needs.find((name) => !given.has(name));
  if (missing !== undefined) throw bad(`${verb} needs the argument ${missing}.`);
  return given;
}

function prefixOf(name: string | undefined): string {
  const prefix = metadataPrefixes.find((known) => known === name);
  if (prefix) return prefix;
  const known = metadataPrefixes.join(', ');
  throw new OaiError('cannotDisseminateFormat', `Records can be had as ${known}.`);
}

function selectionOf(given: ReadonlyMap<string, string>): Selection {
  const token = given.get('resumptionToken');
  if (token !== undefined) {
    const resumed = resumeFrom(token);
    if (resumed) return resumed;
    throw badToken();
  }
  const from = given.get('from');
  const until = given.get('until');
  if (from !== undefined && until !== undefined && from.length !== until.length)
    throw bad('from and until must have the same granularity.');
  const first = from === undefined ? null : readDate(from, 'from');
  const last = until === undefined ? null : readDate(until, 'until');
  if (first && last && first.start > last.start) throw bad('from is later than until.');
  const set = given.get('set');
  return {
    prefix: prefixOf(given.get('metadataPrefix')),
    ...(first && { from: first.start }),
    ...(last && { before: last.end }),
    ...(set !== undefined && { set }),
    after: 0,
    cursor: 0,
  };
}

/** A day or a second, with the moment after it. */
function readDate(text: string, name: string): { readonly start: Date; readonly end: Date } {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const isSecond = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text);
  const start = new Date(isDay ? `${text}T00:00:00Z` : text);
  // A day that no month has would silently become one of the next.
  const isReal =
    !Number.isNaN(start.getTime()) &&
    start.toISOString().startsWith(text.slice(0, 19).replace('Z', ''));
  if ((!isDay && !isSecond) || !isReal)
    throw bad(`${name} must be a date such as 2026-01-31 or 2026-01-31T23:59:59Z.`);
  return { start, end: new Date(start.getTime() + (isDay ? 86_400_000 : 1000)) };
}

function bad(message: string): OaiError {
  return new OaiError('badArgument', message);
}

function badToken(): OaiError {
  return new OaiError('badResumptionToken', 'The token is none of this repository.');
}
