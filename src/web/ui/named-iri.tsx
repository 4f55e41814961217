import type { Localised } from '../../model/source.ts';
import { compact } from '../../rdf/vocabularies.ts';
import { IriLink } from './iri-link.tsx';
import { type Language, speak } from './language.ts';
import { Words } from './words.tsx';

/** What a node is called, by its IRI; null for one that nothing names. */
export type TermNames = (iri: string) => Localised | null;

/** A node by its name in the reader's language, else by its compact name. */
export function NamedIri(props: { iri: string; names: TermNames; language: Language }) {
  const { iri, names, language } = props;
  const name = speak(names(iri) ?? {}, language);
  if (name) {
    return (
      <IriLink iri={iri}>
        <Words {...name} />
      </IriLink>
    );
  }
  const short = compact(iri);
  return short === iri ? <IriLink iri={iri} /> : <IriLink iri={iri}>{short}</IriLink>;
}
