import { xsd } from '../../../rdf/vocabularies.ts';
import { showDatatype } from './literals.ts';

/** A term in the results of a query. */
interface Term {
  readonly type: 'uri' | 'bnode' | 'literal';
  readonly value: string;
  readonly datatype?: string;
  readonly 'xml:lang'?: string;
}

/** Results of SELECT (SPARQL 1.1 Query Results JSON Format §3) or ASK. */
export type Results =
  | { readonly boolean: boolean }
  | {
      readonly variables: readonly string[];
      readonly solutions: readonly Readonly<Record<string, Term>>[];
    };

/** Reads results in JSON as stores write them; undefined when they are none. */
export function readResults(text: string): Results | undefined {
  try {
    const document: unknown = JSON.parse(text);
    const boolean = member(document, 'boolean');
    if (typeof boolean === 'boolean') return { boolean };
    const variables = member(member(document, 'head'), 'vars');
    const bindings = member(member(document, 'results'), 'bindings');
    if (!Array.isArray(variables) || !Array.isArray(bindings)) return undefined;
    return { variables: variables.map(String), solutions: bindings.map(readSolution) };
  } catch {
    return undefined;
  }
}

function readSolution(binding: unknown): Readonly<Record<string, Term>> {
  return Object.fromEntries(
    Object.entries(Object(binding)).flatMap(([name, value]) => {
      const term = readTerm(value);
      return term ? [[name, term] as const] : [];
    }),
  );
}

function readTerm(term: unknown): Term | undefined {
  const [type, value] = [member(term, 'type'), member(term, 'value')];
  if (typeof value !== 'string') return undefined;
  if (type === 'uri' || type === 'bnode') return { type, value };
  const language = member(term, 'xml:lang');
  if (typeof language === 'string') return { type: 'literal', value, 'xml:lang': language };
  const given = member(term, 'datatype');
  if (typeof given !== 'string' || given === xsd.string.value) return { type: 'literal', value };
  const datatype = showDatatype(given);
  // Virtuoso gives truth values as numbers here, as true and false elsewhere.
  const isNumber = datatype === xsd.boolean.value && (value === '0' || value === '1');
  return { type: 'literal', value: isNumber ? String(value === '1') : value, datatype };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name] // the line above proves it
    : undefined;
}

/** Writes results in one of the four formats for tables, whatever the store can write itself. */
export function writeResults(results: Results, mediaType: string): string {
  switch (mediaType) {
    case 'application/sparql-results+xml':
      return writeXml(results);
    case 'text/csv':
      return writeTable(results, ',', '\r\n', '', csvTerm);
    case 'text/tab-separated-values':
      return writeTable(results, '\t', '\n', '?', tsvTerm);
    default:
      return 'boolean' in results
        ? JSON.stringify({ head: {}, boolean: results.boolean })
        : JSON.stringify({
            head: { vars: results.variables },
            results: { bindings: results.solutions },
          });
  }
}

/** CSV and TSV (SPARQL 1.1 Query Results CSV and TSV Formats §3, §4). */
function writeTable(
  results: Results,
  separator: string,
  end: string,
  mark: string,
  write: (term: Term) => string,
): string {
  if ('boolean' in results) return `${results.boolean}`;
  const { variables, solutions } = results;
  const head = variables.map((name) => mark + name).join(separator);
  const lines = solutions.map((solution) =>
    variables
      .map((name) => {
        const term = solution[name];
        return term ? write(term) : '';
      })
      .join(separator),
  );
  return [head, ...lines, ''].join(end);
}

function csvTerm({ type, value }: Term): string {
  const text = type === 'bnode' ? `_:${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function tsvTerm(term: Term): string {
  if (term.type === 'uri') return `<${term.value}>`;
  if (term.type === 'bnode') return `_:${term.value}`;
  const text = `"${term.value.replace(/[\\"\n\r\t]/g, (character) => escapes[character] ?? '')}"`;
  if (term['xml:lang']) return `${text}@${term['xml:lang']}`;
  return term.datatype ? `${text}^^<${term.datatype}>` : text;
}

/** SPARQL Query Results XML Format §2. */
function writeXml(results: Results): string {
  const head = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">';
  if ('boolean' in results) return `${head}<head/><boolean>${results.boolean}</boolean></sparql>\n`;
  const variables = results.variables.map((name) => `<variable name="${escapeXml(name)}"/>`);
  const rows = results.solutions.map((solution) => {
    const cells = Object.entries(solution).map(
      ([name, term]) => `<binding name="${escapeXml(name)}">${xmlTerm(term)}</binding>`,
    );
    return `<result>${cells.join('')}</result>`;
  });
  return `${head}<head>${variables.join('')}</head>\n<results>\n${rows.join('\n')}\n</results></sparql>\n`;
}

function xmlTerm(term: Term): string {
  const value = escapeXml(term.value);
  if (term.type !== 'literal') return `<${term.type}>${value}</${term.type}>`;
  const language = term['xml:lang'] ? ` xml:lang="${escapeXml(term['xml:lang'])}"` : '';
  const datatype = term.datatype ? ` datatype="${escapeXml(term.datatype)}"` : '';
  return `<literal${language}${datatype}>${value}</literal>`;
}

// XML 1.0 has no place for most control characters, not even escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it replaces.
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escapeXml(text: string): string {
  return text
    .replace(unwritable, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}
