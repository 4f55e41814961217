const hidden = ['<script', '<style', '<!--'] as const;
const ends = { '<script': '</script>', '<style': '</style>', '<!--': '-->' } as const;

/** Cuts scripts, styles and comments with their content; an unclosed one runs to the end. */
function withoutHidden(html: string): string {
  let rest = html;
  for (const start of hidden) {
    const lower = rest.toLowerCase();
    // Lower-casing may change the length of exotic characters: then positions do not carry over.
    if (lower.length !== rest.length) continue;
    const kept: string[] = [];
    let from = 0;
    for (;;) {
      const open = lower.indexOf(start, from);
      if (open < 0) break;
      kept.push(rest.slice(from, open));
      const close = lower.indexOf(ends[start], open);
      from = close < 0 ? rest.length : close + ends[start].length;
    }
    kept.push(rest.slice(from));
    rest = kept.join('');
  }
  return rest;
}

const tag = /<\/?([a-zA-Z][a-zA-Z0-9]{0,15})(?:\s[^<>]*)?\/?>/g;
const blocks = new Set(
  'p br div li ul ol tr table h1 h2 h3 h4 h5 h6 section article blockquote hr'.split(' '),
);
const html =
  /<\/?(?:p|br|div|li|ul|ol|tr|td|th|table|h[1-6]|span|a|b|i|u|em|strong|font|sup|sub|script|style|section|article|blockquote|hr|img)[\s/>]|<!--/i;

/**
 * Reads HTML as plain text, line breaks where blocks end; a text without a tag of HTML comes back as
 * it is, so that "p < 0,05" stays.
 */
export function plainFromHtml(text: string): string {
  if (!html.test(text)) return text;
  return withoutHidden(text).replace(tag, (whole, name: string) => {
    const lower = name.toLowerCase();
    if (lower === 'li') return whole.startsWith('</') ? '' : '\n- ';
    return blocks.has(lower) ? '\n' : '';
  });
}

const markdown = /^#{1,6} |\*\*[^*\s]|__[^_\s]|\]\(|^```/m;

/** Reads Markdown as plain text; a text without a mark of Markdown comes back as it is. */
export function plainFromMarkdown(text: string): string {
  if (!markdown.test(text)) return text;
  return text
    .replace(/^#{1,6} +/gm, '')
    .replace(/^```[a-z]{0,20}$/gm, '')
    .replace(/!?\[([^[\]\n]*)\]\(([^()\s]*)\)/g, (_whole, label: string, target: string) =>
      label === '' || label === target ? target : `${label} (${target})`,
    )
    .replace(/\*\*([^*\n]+)\*\*/g, '$1')
    .replace(/__([^_\n]+)__/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/^[ \t]{0,8}\* /gm, '- ')
    .replace(/(?<=^|[\s(])[*_]([^\s*_][^*_\n]{0,200})[*_](?=[\s).,;:!?]|$)/gm, '$1');
}
