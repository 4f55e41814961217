import { parseAllDocuments } from 'yaml';
import { HarvestError } from '../model/problem.ts';
import { lookAt } from './sniff.ts';

/**
 * Parses the documents of a YAML 1.2 text. Throws PARSE_LOGIN_PAGE for a web page, PARSE_UNSAFE when
 * it is nested too deep or its aliases multiply, else PARSE_SYNTAX.
 */
export function parseYaml(text: string): readonly unknown[] {
  if (lookAt(text) === 'html') {
    throw new HarvestError('PARSE_LOGIN_PAGE', 'A web page came where YAML was expected');
  }
  try {
    const documents = [...parseAllDocuments(text)];
    const [error] = documents.flatMap(({ errors }) => errors);
    if (error) {
      const sentence = `The YAML is broken: ${error.message.slice(0, 200)}`;
      throw new HarvestError('PARSE_SYNTAX', sentence);
    }
    // The library's own limit: what aliases repeat may not multiply more than a hundredfold.
    return documents.map((document): unknown => document.toJS({ maxAliasCount: 100 }));
  } catch (cause) {
    if (cause instanceof HarvestError) throw cause;
    const sentence = 'The YAML is nested too deep or repeats itself too often';
    throw new HarvestError('PARSE_UNSAFE', sentence, { cause });
  }
}
