import { dcat } from '../../rdf/vocabularies.ts';
import { licenceIri } from '../values/licences.ts';
import { attributeOf, findNode, nodeAt, nodesAt, textOf, type XmlNode } from '../xml.ts';
import {
  addDistribution,
  addDocuments,
  addLandingPage,
  addLevel,
  addressOf,
} from '../xml-record/access.ts';
import { joined, type XmlRecord } from '../xml-record/record.ts';
import { codeOf, type Locales, said } from './texts.ts';

/** A link to the data or to a page about it. */
interface Online {
  readonly address: string;
  readonly isDownload: boolean;
  /** Leads to data; otherwise to a page. */
  readonly isData: boolean;
  /** The page is declared to be about the dataset. */
  readonly isLanding: boolean;
  readonly node: XmlNode;
}

/** Access level, landing page, documents, and a distribution for every link to data, with the constraints on its use. */
export function addIsoAccess(
  root: XmlNode,
  data: XmlNode,
  locales: Locales,
  record: XmlRecord,
): void {
  const legal = nodesAt(data, 'resourceConstraints', 'MD_LegalConstraints');
  const limits = ['useLimitation', 'otherConstraints'] as const;
  const rights = limits.flatMap((name) =>
    said(
      legal.flatMap((each) => nodesAt(each, name)),
      locales,
    ),
  );
  const addresses = legal.flatMap((each) =>
    nodesAt(each, 'otherConstraints').flatMap(
      (other) => attributeOf(findNode(other, 'Anchor'), 'href') ?? [],
    ),
  );
  const levels = legal.flatMap((each) => nodesAt(each, 'accessConstraints')).map(codeOf);
  const isOpen = addresses.some((address) => openInspire.test(address));
  addLevel(record, isOpen ? ['public'] : levels.filter((code) => code === 'restricted'), true);
  const links = onlineOf(root, record);
  addLandingPage(
    record,
    links.filter(({ isLanding }) => isLanding).map(({ address }) => address),
  );
  const pages = links.filter(({ isData, isLanding }) => !isData && !isLanding);
  addDocuments(
    record,
    pages.map(({ address }) => address),
  );
  const licences = [...addresses, ...rights.map(({ text }) => text)];
  const texts = joined(
    rights.filter(({ text }) => licenceIri(text, record.context.terms) === undefined),
    '\n\n',
  );
  for (const { address, isDownload, isData, node } of links) {
    if (!isData) continue;
    addDistribution(record, {
      accessUrl: address,
      downloadUrl: isDownload ? address : undefined,
      titles: said(nodesAt(node, 'name'), locales),
      rights: texts,
      licences,
    });
  }
}

/** INSPIRE's value for "no limitations on public access". */
const openInspire =
  /^https?:\/\/inspire\.ec\.europa\.eu\/metadata-codelist\/LimitationsOnPublicAccess\/noLimitations$/;

/** Protocols by which GeoNetwork tells data from pages where the function is not given. */
const dataProtocol = /download|^(?:OGC|ESRI|FILE)\b/i;

function onlineOf(root: XmlNode, record: XmlRecord): readonly Online[] {
  const path = ['distributionInfo', 'MD_Distribution', 'transferOptions'] as const;
  const links = nodesAt(root, ...path, 'MD_DigitalTransferOptions', 'onLine', 'CI_OnlineResource');
  return links.flatMap((node) => {
    const given = textOf(nodeAt(node, 'linkage'));
    const address = addressOf(record, dcat.accessURL, given || undefined);
    if (address === undefined) return [];
    const protocol = textOf(nodeAt(node, 'protocol')).slice(0, 100);
    const purpose = codeOf(nodeAt(node, 'function'));
    return {
      node,
      address,
      isDownload: purpose === 'download',
      isData: purpose === 'download' || (purpose === '' && dataProtocol.test(protocol)),
      isLanding: purpose === 'information',
    };
  });
}
