import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { startServer } from '../../support/loopback-server.ts';

/** What a site answers to one request. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers with a body of a media type. */
export function say(body: string | Uint8Array, type = 'text/turtle', status = 200): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'Content-Type': type }).end(body);
  };
}

/** A site whose answers can be changed between and during walks; an unknown path is 404. */
export async function startFailingSite() {
  const answers = new Map<string, Answer>();
  const listener: RequestListener = (request, response) => {
    const answer = answers.get(request.url ?? '/') ?? say('not here', 'text/plain', 404);
    answer(request, response);
  };
  const server = await startServer(listener);
  return {
    ...server,
    set: (path: string, answer: Answer) => void answers.set(path, answer),
  };
}

const prefixes = `@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix csvw: <http://www.w3.org/ns/csvw#> .
@prefix healthdcatap: <http://healthdataportal.eu/ns/health#> .
`;

/** IRI of the dataset with this key. */
export const iriOf = (key: string | number) => `https://data.example.org/dataset/${key}`;

/** A dataset that is valid with the defaults of a preset, with further statements about it. */
export function dataset(key: string | number, more = ''): string {
  return `<${iriOf(key)}> a dcat:Dataset ;
  dct:title "Jeu de données ${key}"@fr ;
  dct:description "Description du jeu de données ${key}."@fr ;
  ${more}
  dcat:landingPage <https://data.example.org/pages/${key}> .
`;
}

/** A Turtle document of these statements. */
export const turtle = (...statements: readonly string[]) => prefixes + statements.join('\n');

/** The keys from 1 to a number. */
export const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
