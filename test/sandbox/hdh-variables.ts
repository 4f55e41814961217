import type { NationalDataset, Variable } from './data/hdh.ts';
import { bilingual, node, text } from './turtle.ts';

function columns(variables: readonly Variable[], titleProperty: string): string[] {
  return variables.map(({ name, title, datatype }) =>
    node(
      ['a', 'csvw:Column'],
      ['csvw:name', text(name)],
      [titleProperty, ...bilingual(title)],
      ['dct:description', ...bilingual(title)],
      ['csvw:datatype', text(datatype)],
    ),
  );
}

/** The variables of a dataset as one csvw:Table, column titles under the property of the dialect. */
export function table(dataset: NationalDataset, titleProperty: string): string {
  return node(
    ['a', 'csvw:Table'],
    [
      'dct:title',
      text(`Variables – ${dataset.acronym}`, 'fr'),
      text(`Variables – ${dataset.acronym}`, 'en'),
    ],
    ['csvw:column', ...columns(dataset.variables ?? [], titleProperty)],
  );
}
