import { HarvestError } from '../model/problem.ts';
import { lookAt } from './sniff.ts';

/** Deepest nesting of objects and arrays that is read. */
const deepest = 100;

/**
 * Parses a JSON text (RFC 8259). Throws PARSE_LOGIN_PAGE for a web page, PARSE_UNSAFE when it is
 * nested deeper than 100, PARSE_TRUNCATED when it ends in the middle, else PARSE_SYNTAX.
 */
export function parseJson(text: string): unknown {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (lookAt(body) === 'html') {
    throw new HarvestError('PARSE_LOGIN_PAGE', 'A web page came where JSON was expected');
  }
  const { depth, open } = nesting(body);
  if (depth > deepest) {
    throw new HarvestError('PARSE_UNSAFE', `The JSON is nested more than ${deepest} levels deep`);
  }
  try {
    return JSON.parse(body);
  } catch (cause) {
    // JSON.parse throws SyntaxErrors only.
    const { message } = cause as SyntaxError;
    throw open
      ? new HarvestError('PARSE_TRUNCATED', 'The JSON ends in the middle', { cause })
      : new HarvestError('PARSE_SYNTAX', `The JSON is broken: ${message.slice(0, 200)}`, { cause });
  }
}

/** Greatest nesting depth, and whether a bracket or string is open at the end. */
function nesting(text: string): { readonly depth: number; readonly open: boolean } {
  let depth = 0;
  let greatest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else inString = character !== '"';
      continue;
    }
    inString = character === '"';
    if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    if (depth > greatest) greatest = depth;
  }
  return { depth: greatest, open: inString || depth > 0 };
}
