import type { HttpResponse } from '../harvest/ports.ts';
import { HarvestError } from '../model/problem.ts';

const start = /^[\s\u00ef\u00bb\u00bf]*<(?:!doctype html|html|head|body)/i;

/** Throws PARSE_LOGIN_PAGE when a web page came where data was asked for. */
export function refuseWebPage({ url, body }: HttpResponse): void {
  // Latin-1 reads any byte, and only ASCII matters here.
  if (!start.test(Buffer.from(body.subarray(0, 512)).toString('latin1'))) return;
  throw new HarvestError('PARSE_LOGIN_PAGE', `${url} answered with a web page instead of data.`);
}
