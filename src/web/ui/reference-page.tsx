import type { ReferenceDocument } from '../../publish/reference-documents.ts';
import { compact } from '../../rdf/vocabularies.ts';
import { FormatLinks } from './format-links.tsx';
import { IriLink } from './iri-link.tsx';
import { formatNumber, speak } from './language.ts';
import { type Page, pageLink } from './layout.tsx';
import { Table } from './table.tsx';
import { Words } from './words.tsx';

/** Kinds of reference documents, which are also their addresses. */
export type ReferenceKind = 'profiles' | 'vocabularies';

interface Props {
  page: Page;
  kind: ReferenceKind;
}

/** All profiles or all vocabularies in force. */
export function ReferenceIndex({
  page,
  kind,
  documents,
}: Props & { documents: readonly ReferenceDocument[] }) {
  const { text, language } = page;
  return (
    <>
      <h1>{text[kind]}</h1>
      <ul>
        {documents.map(({ id, title, list, shapes }) => {
          const name = speak(title, language);
          const count = formatNumber(list?.concepts.length ?? shapes.length, language);
          return (
            <li>
              <a href={pageLink(page, `/${kind}/${id}`)}>{name ? <Words {...name} /> : id}</a> (
              {count})
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** One vocabulary with its concepts, or one profile with what it says of each property. */
export function ReferencePage({ page, kind, document }: Props & { document: ReferenceDocument }) {
  const { text, basePath, language } = page;
  const title = speak(document.title, language);
  const address = `${basePath}/${kind}/${document.id}`;
  return (
    <>
      <h1>{title ? <Words {...title} /> : document.id}</h1>
      <FormatLinks title={text.formats} address={address} />
      {document.list ? (
        <Concepts page={page} list={document.list} />
      ) : (
        <Shapes page={page} document={document} />
      )}
    </>
  );
}

function Concepts({ page, list }: { page: Page; list: NonNullable<ReferenceDocument['list']> }) {
  const { text, language } = page;
  return (
    <Table
      caption={text.concepts}
      head={[text.code, text.label, 'IRI']}
      rows={list.concepts.map(({ iri, code, labels, isDeprecated }) => {
        const label = speak(labels, language);
        return [
          <code id={idOf(iri, list.scheme)}>{code}</code>,
          <>
            {label ? <Words {...label} /> : null}
            {isDeprecated ? ` (${text.deprecatedConcept})` : null}
          </>,
          <IriLink iri={iri} />,
        ];
      })}
    />
  );
}

/** Fragment of a concept that is of this page, so that its IRI leads to its row. */
function idOf(iri: string, scheme: string): string | undefined {
  return iri.startsWith(`${scheme}#`) ? iri.slice(scheme.length + 1) : undefined;
}

function Shapes({ page, document }: { page: Page; document: ReferenceDocument }) {
  const { text, language } = page;
  return (
    <Table
      caption={text.constraints}
      head={[text.property, text.severity, text.rule]}
      rows={document.shapes.map(({ path, name, message, severity }) => {
        const label = speak(name, language);
        const rule = speak(message, language);
        return [
          <>
            {label ? <Words {...label} /> : null} <code>{compact(path)}</code>
          </>,
          severity,
          rule ? <Words {...rule} /> : null,
        ];
      })}
    />
  );
}
