import { HarvestError } from '../model/problem.ts';

/** What a text looks like from its first characters; null: cannot be told. */
export type Look = 'empty' | 'html' | 'json' | 'rdf-xml' | 'xml' | 'turtle' | 'trig' | null;

const rdfNamespace = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const html = /^<(?:!doctype\s+html|html|head|body|script|meta|title)\b/i;
const xmlRoot = /^<[A-Za-z_][\w.-]*(?::[\w.-]+)?\s+[\w:.-]+\s*=\s*["']/;
// A root without attributes looks like a relative IRI of Turtle; only XML ends with a bracket.
const plainXmlRoot = /^<[A-Za-z_][\w.-]*\s*\/?>/;
const turtle =
  /^(?:@(?:prefix|base|version)\b|(?:prefix|base|version)\s|<[^\s<>"]*>|<<|_:|\[|\(|[A-Za-z][\w.-]*:|:[A-Za-z])/i;
const jsonObject = /^\{\s*(?:"|\}|$)/;
const jsonArray = /^\[\s*(?:[{["\d]|-\d|true\b|false\b|null\b|\]\s*$|$)/;

/** Tells the syntax of a text by looking at its beginning: servers send wrong media types. */
export function lookAt(text: string): Look {
  const start = text.slice(contentStart(text));
  if (start === '') return 'empty';
  if (start.startsWith('<?xml') || start.startsWith('<!--')) return lookAtXml(start);
  if (html.test(start)) return 'html';
  if (/^<!doctype\s/i.test(start)) return lookAtXml(start);
  if (jsonObject.test(start) || jsonArray.test(start)) return 'json';
  if (start.startsWith('{')) return 'trig';
  if (xmlRoot.test(start)) return lookAtXml(start);
  if (plainXmlRoot.test(start) && />\s*$/.test(start.slice(-100))) return lookAtXml(start);
  return turtle.test(start) ? 'turtle' : null;
}

/** Skips a byte order mark, white space and lines that begin with # (Turtle comments). */
function contentStart(text: string): number {
  const skip = /[\s\ufeff]*/y;
  let at = 0;
  for (;;) {
    skip.lastIndex = at;
    skip.test(text);
    at = skip.lastIndex;
    if (text[at] !== '#') return at;
    const end = text.indexOf('\n', at);
    if (end < 0) return text.length;
    at = end;
  }
}

/** Looks behind declaration, processing instructions and comments at the document element. */
function lookAtXml(text: string): Look {
  let at = 0;
  for (let rounds = 0; rounds < 100; rounds++) {
    while (/\s/.test(text[at] ?? '')) at++;
    const close = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : null;
    if (!close) break;
    const end = text.indexOf(close, at);
    if (end < 0) return 'xml';
    at = end + close.length;
  }
  if (html.test(text.slice(at, at + 100))) return 'html';
  return text.includes(rdfNamespace, at) ? 'rdf-xml' : 'xml';
}

const signsOfLogin =
  /type\s?=\s?["']?password|log-?in\b|sign-?in\b|\bsso\b|shibboleth|authenti|identifie|connexion|mot de passe/i;

/** Error of a web page that came where data was expected; says whether it looks like a login form. */
export function webPageError(text: string, from: string): HarvestError {
  return signsOfLogin.test(text.slice(0, 200_000))
    ? new HarvestError('PARSE_LOGIN_PAGE', `${from} gave a login page where data was expected`)
    : new HarvestError(
        'PARSE_NOT_RDF',
        `${from} gave a web page, though not a login page, where RDF was expected`,
      );
}
