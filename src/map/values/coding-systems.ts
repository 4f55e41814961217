import { authority } from '../../rdf/authorities.ts';
import type { Terms } from '../terms.ts';
import { fold } from './text.ts';

/** A system of the national scheme. */
export interface National {
  readonly name: string;
  readonly iri: string;
}

interface Approximated extends National {
  readonly code: string;
}

/** What a text names: codes of the EU lists, and the rest by what can be done about it. */
export interface CodingSystems {
  /** Codes of the HDEU coding-system list. */
  readonly codes: readonly string[];
  /** Codes of the HDEU standard list (data models and exchange formats, no terminologies). */
  readonly standards: readonly string[];
  /** National systems that the nearest EU code stands for. */
  readonly approximated: readonly Approximated[];
  /** National systems that no EU code comes near to. */
  readonly uncoded: readonly National[];
  /** Words that name no system known here. */
  readonly unknown: readonly string[];
}

const separators = /[,;|/\n+&]|\s(?:puis|et|and|then|ou|or)\s/iu;

/**
 * Reads the coding systems named in free text: "CIM-9 puis CIM 10", "CIM0/CIM10/ADICAP",
 * "CIM-10 ; CCAM". A national system becomes the EU code that its vocabulary calls wider
 * (skos:broadMatch); nothing else is approximated.
 */
export function codingSystems(text: string, terms: Terms): CodingSystems {
  const found = {
    codes: new Set<string>(),
    standards: new Set<string>(),
    approximated: new Map<string, Approximated>(),
    uncoded: new Map<string, National>(),
    unknown: new Set<string>(),
  };
  for (const part of text.slice(0, 2_000).split(separators)) sort(part.trim(), found, terms);
  return {
    codes: [...found.codes],
    standards: [...found.standards],
    approximated: [...found.approximated.values()],
    uncoded: [...found.uncoded.values()],
    unknown: [...found.unknown],
  };
}

const nothing = new Set([
  '',
  'aucun',
  'aucune',
  'non',
  'nonrenseigne',
  'na',
  'nc',
  'none',
  'autre',
  'autres',
  'other',
]);

function sort(
  part: string,
  found: {
    readonly codes: Set<string>;
    readonly standards: Set<string>;
    readonly approximated: Map<string, Approximated>;
    readonly uncoded: Map<string, National>;
    readonly unknown: Set<string>;
  },
  terms: Terms,
): void {
  if (nothing.has(fold(part).replaceAll(' ', ''))) return;
  const codeIn = (scheme: string) => {
    const concept = terms.concept(scheme, part);
    return concept?.slice(scheme.length + 1);
  };
  const code = codeIn(authority.codingSystem);
  const standard = codeIn(authority.standard);
  const iri = terms.concept(terms.nationalCodingSystems, part);
  if (code) found.codes.add(code);
  else if (standard) found.standards.add(standard);
  else if (iri === undefined) found.unknown.add(part);
  else addNational({ name: terms.code(iri) ?? part, iri }, found, terms);
}

function addNational(
  national: National,
  found: {
    readonly approximated: Map<string, Approximated>;
    readonly uncoded: Map<string, National>;
  },
  terms: Terms,
): void {
  const near = terms.nearest(national.iri);
  if (near === undefined) found.uncoded.set(national.iri, national);
  else {
    const code = near.slice(authority.codingSystem.length + 1);
    found.approximated.set(national.iri, { ...national, code });
  }
}
