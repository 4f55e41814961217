import type { Difference, Unmatched } from './comparison.ts';

const any =
  (...paths: readonly string[]) =>
  ({ finding }: Unmatched) =>
    paths.includes(finding.path);

/**
 * Where our shapes of HealthDCAT-AP Release 8 and the official ones (with DCAT-AP 3.0.1 for their
 * base) report differently, and why that stands. Each entry has to show in some description, or the
 * test fails: an entry that upstream has mended goes.
 */
export const healthDcatAp8Differences: readonly Difference[] = [
  {
    reason:
      'The official guard against documents without a dataset reports at urn:x-shacl:guard, a node that no document has; ours reports at dcat:Dataset, which has no instance.',
    explains: ({ side, finding }) =>
      side === 'official'
        ? finding.focusNode === 'urn:x-shacl:guard'
        : finding.focusNode.endsWith('#Dataset') && finding.path === '^rdf:type',
  },
  {
    reason:
      'DCAT-AP names the shape of some dates with sh:shape, which is no SHACL, so that no engine checks them. The text asks for the same four types everywhere, and ours do.',
    explains: (unmatched) =>
      unmatched.side === 'own' &&
      unmatched.finding.component === 'Or' &&
      any('dct:issued', 'dct:modified', 'dcat:startDate', 'dcat:endDate')(unmatched),
  },
  {
    reason:
      'Release 8 has dcat:hasVersion, but DCAT-AP checks its deprecated ancestor dct:hasVersion alone: a text instead of a dataset goes unseen.',
    explains: (unmatched) => unmatched.side === 'own' && any('dcat:hasVersion')(unmatched),
  },
  {
    reason:
      'DCAT-AP 3.0.0, which Release 8 imports, wants dcat:byteSize as xsd:decimal; 3.0.1 and the text want xsd:nonNegativeInteger. Ours take either.',
    explains: ({ side, finding }) =>
      side === 'official' && finding.path === 'dcat:byteSize' && finding.component === 'Datatype',
  },
  {
    reason:
      'The file of deprecated terms still warns of a status outside ADMS 1.0, while Release 8 requires one of the EU distribution statuses: a warning that nobody can clear.',
    explains: ({ side, finding }) =>
      side === 'official' && finding.path === 'adms:status' && finding.severity === 'Warning',
  },
  {
    reason:
      'The official shapes allow a catalogue record one dct:conformsTo; the text allows any number, and a record may state several profiles.',
    explains: ({ side, finding }) =>
      side === 'official' && finding.path === 'dct:conformsTo' && finding.component === 'MaxCount',
  },
  {
    reason:
      'A node that fails its own shape is reported once, at the node; the official shapes repeat it at each node that refers to it, and again at those above.',
    explains: ({ side, finding, official }) =>
      side === 'official' &&
      finding.component === 'Node' &&
      official.all.some(({ focusNode }) => focusNode === finding.value),
  },
  {
    reason:
      'DCAT-AP recommends what Release 8 has made mandatory: the official shapes report a missing property as a violation and once more as a warning.',
    explains: ({ side, finding, own }) =>
      side === 'official' &&
      finding.severity === 'Warning' &&
      own.places.has(`Violation ${finding.focusNode} ${finding.path}`),
  },
];
