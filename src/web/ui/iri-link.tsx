import type { ComponentChildren } from 'preact';
import { plain } from './language.ts';

const allowed: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/**
 * The only component that puts a harvested IRI into `href`: http(s) and mailto become a link, and
 * anything else stays text. On paper the IRI stands beside words that are not the IRI itself.
 */
export function IriLink({ iri, children }: { iri: string; children?: ComponentChildren }) {
  const content = children ?? plain(iri);
  if (!URL.canParse(iri) || !allowed.has(new URL(iri).protocol)) {
    return <span class="iri">{content}</span>;
  }
  const printed =
    content === plain(iri).replace(/^mailto:/, '') || content === plain(iri)
      ? undefined
      : plain(iri);
  return (
    <a class="iri" href={iri} rel="nofollow noreferrer" data-printed={printed}>
      {content}
    </a>
  );
}
