import { authority } from '../../rdf/authorities.ts';
import { fold } from './text.ts';

/** Code of the EU country list, ISO 3166-1 alpha-2, French and English names (folded). */
const countries = `FRA,fr,france,republique francaise;FXX,,france metropolitaine,metropolitan france
  ;GLP,gp,guadeloupe;MTQ,mq,martinique;GUF,gf,guyane,guyane francaise,french guiana
  ;REU,re,la reunion,reunion;MYT,yt,mayotte;NCL,nc,nouvelle caledonie,new caledonia
  ;PYF,pf,polynesie francaise,french polynesia;SPM,pm,saint pierre et miquelon
  ;AUT,at,autriche,austria;BEL,be,belgique,belgium;BGR,bg,bulgarie,bulgaria;CHE,ch,suisse,switzerland
  ;CYP,cy,chypre,cyprus;CZE,cz,tchequie,czechia;DEU,de,allemagne,germany;DNK,dk,danemark,denmark
  ;ESP,es,espagne,spain;EST,ee,estonie,estonia;FIN,fi,finlande,finland;GBR,gb,royaume uni,united kingdom
  ;GRC,gr,grece,greece;HRV,hr,croatie,croatia;HUN,hu,hongrie,hungary;IRL,ie,irlande,ireland
  ;ISL,is,islande,iceland;ITA,it,italie,italy;LTU,lt,lituanie,lithuania;LUX,lu,luxembourg
  ;LVA,lv,lettonie,latvia;MCO,mc,monaco;MLT,mt,malte,malta;NLD,nl,pays bas,netherlands
  ;NOR,no,norvege,norway;POL,pl,pologne,poland;PRT,pt,portugal;ROU,ro,roumanie,romania
  ;SVK,sk,slovaquie,slovakia;SVN,si,slovenie,slovenia;SWE,se,suede,sweden;USA,us,etats unis,united states
  ;CAN,ca,canada`;

/** Regions of metropolitan France by GeoNames number; the EU lists stop at the country. */
const regions: Readonly<Record<string, string>> = {
  '11071625': 'auvergne rhone alpes',
  '11071619': 'bourgogne franche comte',
  '3030293': 'bretagne,brittany',
  '3027939': 'centre val de loire',
  '3023519': 'corse,corsica',
  '11071622': 'grand est',
  '11071624': 'hauts de france',
  '3012874': 'ile de france',
  '11071621': 'normandie,normandy',
  '11071620': 'nouvelle aquitaine',
  '11071623': 'occitanie',
  '2988289': 'pays de la loire',
  '2985244': 'provence alpes cote d azur,paca',
};

const places = new Map<string, string>([
  ...countries.split(';').flatMap((row) => {
    const [code = '', ...names] = row.trim().split(/\s*,\s*/);
    return [code.toLowerCase(), ...names]
      .filter(Boolean)
      .map((name) => [name, `${authority.country}/${code}`] as const);
  }),
  ...Object.entries(regions).flatMap(([number, names]) =>
    names.split(',').map((name) => [name, `https://sws.geonames.org/${number}/`] as const),
  ),
  ['europe', `${authority.continent}/EUROPE`],
]);

/**
 * Reads a country (name or ISO 3166-1 code) or a French region; gives the concept of the EU country
 * list, overseas departments included, or the region's GeoNames address.
 */
export function placeIri(text: string): string | undefined {
  return text.length > 120 ? undefined : places.get(fold(text));
}
