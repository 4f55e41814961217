import { decodeHTMLAttribute } from 'entities';
import type { HttpResponse } from '../harvest/ports.ts';
import { HarvestError } from '../model/problem.ts';
import { parseJson } from '../parse/json.ts';
import { decodeText } from '../parse/text.ts';
import { addressOf } from './address.ts';

const anchor = /<a\b[^<>]*?\shref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))/gi;
const passwordField = /<input\b[^<>]*?\stype\s*=\s*["']?password/i;

/**
 * Addresses of the files that an index names: an HTML page of links, a JSON array or a text of one
 * name per line. Only what lies below the index, on the same origin, counts; sub-folders do not.
 * Throws PARSE_LOGIN_PAGE for a login form and PARSE_SYNTAX for JSON that is no list of names.
 */
export function listedFiles({ url, body, mediaType, charset }: HttpResponse): readonly string[] {
  const text = decodeText(body, { mediaType, ...(charset && { charset }) }).trim();
  const folder = new URL('.', url);
  const files = new Set<string>();
  for (const name of namesIn(text, url)) {
    const file = addressOf(name, url);
    if (!file || file.origin !== folder.origin) continue;
    if (!file.pathname.startsWith(folder.pathname) || file.pathname.endsWith('/')) continue;
    if (file.pathname === new URL(url).pathname) continue;
    file.hash = '';
    files.add(file.href);
  }
  return [...files];
}

function namesIn(text: string, url: string): readonly string[] {
  if (text.startsWith('<')) {
    if (passwordField.test(text)) {
      throw new HarvestError('PARSE_LOGIN_PAGE', `${url} answered with a login form.`);
    }
    return [...text.matchAll(anchor)].map(([, double, single, bare]) =>
      decodeHTMLAttribute(double ?? single ?? bare ?? '').trim(),
    );
  }
  if (!text.startsWith('[') && !text.startsWith('{')) {
    return text.split('\n').flatMap((line) => line.trim() || []);
  }
  const names = parseJson(text);
  if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names;
  throw new HarvestError('PARSE_SYNTAX', `${url} is JSON, but not a list of file names.`);
}

/** Last segment of the path of an address, decoded where it can be. */
export function nameOf(file: string): string {
  const name = new URL(file).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
