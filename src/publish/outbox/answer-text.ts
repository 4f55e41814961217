const longestReason = 500;
const shownResults = 3;

/** Members in which APIs say what is wrong, the best first (RFC 9457 §3.1). */
const members = ['detail', 'message', 'error', 'title'] as const;

/**
 * What a target says about a refusal, in one line: a member of its JSON answer, with the first
 * messages of a validation report if there is one, or the beginning of its text. It is a stranger's
 * text: bounded, without control characters, and never markup.
 */
export function readReason(body: Uint8Array): string {
  const text = Buffer.from(body.subarray(0, 1_000_000)).toString('utf8');
  return text.trimStart().startsWith('<') ? '' : oneLine(fromJson(text) ?? text);
}

function fromJson(text: string): string | null {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(answer)) return null;
  const said = members.map((name) => answer[name]).find((value) => typeof value === 'string');
  const report = isObject(answer['report']) ? answer['report'] : {};
  const results: readonly unknown[] = Array.isArray(report['results']) ? report['results'] : [];
  const messages = results
    .slice(0, shownResults)
    .flatMap((result) => (isObject(result) ? [messageOf(result['message'])] : []));
  return [said ?? '', ...messages].filter((part) => part !== '').join(' · ');
}

function messageOf(message: unknown): string {
  if (typeof message === 'string') return message;
  if (!isObject(message)) return '';
  const texts = [message['en'], ...Object.values(message)];
  return String(texts.find((text) => typeof text === 'string') ?? '');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function oneLine(text: string): string {
  const line = text
    .slice(0, longestReason * 4)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return line.length > longestReason ? `${line.slice(0, longestReason)}…` : line;
}
