import { authority } from '../../rdf/authorities.ts';
import { fold } from './text.ts';

/** Code of the EU frequency list, then what else means it (folded), parted by commas. */
const meanings: Readonly<Record<string, string>> = {
  ANNUAL: 'annuel,annuelle,annually,yearly,par an,tous les ans,p1y',
  ANNUAL_2: 'semestriel,semestrielle,semiannual,half yearly,deux fois par an,twice a year,p6m',
  ANNUAL_3: 'trois fois par an,three times a year,threetimesayear,p4m',
  AS_NEEDED: 'au besoin',
  BIENNIAL: 'biennal,bisannuel,tous les deux ans,tous les 2 ans,p2y',
  BIMONTHLY: 'bimestriel,bimestrielle,tous les deux mois,p2m',
  BIWEEKLY: 'tous les quinze jours,every two weeks,p2w,p14d',
  CONT: 'continu,continue,continuous,en continu,continuel',
  DAILY: 'quotidien,quotidienne,journalier,p1d',
  DAILY_2: 'deux fois par jour,twice a day,semidaily',
  DECENNIAL: 'decennal,tous les dix ans,p10y',
  HOURLY: 'horaire,pt1h',
  IRREG: 'irregular,irregulier,irreguliere',
  MONTHLY: 'mensuel,mensuelle,tous les mois,p1m',
  MONTHLY_2: 'bimensuel,bimensuelle,semimonthly,deux fois par mois,twice a month,p0 5m',
  MONTHLY_3: 'trois fois par mois,three times a month,threetimesamonth',
  NEVER: 'jamais,punctual,ponctuel,ponctuelle',
  NOT_PLANNED: 'non planifie',
  OTHER: 'autre',
  QUADRENNIAL: 'quadriennal,tous les quatre ans,p4y',
  QUARTERLY: 'trimestriel,trimestrielle,p3m',
  QUINQUENNIAL: 'quinquennal,tous les cinq ans,tous les 5 ans,p5y',
  TRIENNIAL: 'triennal,tous les trois ans,tous les 3 ans,p3y',
  UNKNOWN: 'inconnu,inconnue',
  UPDATE_CONT: 'mise a jour continue,continuously updated',
  WEEKLY: 'hebdomadaire,chaque semaine,p1w,p7d',
  WEEKLY_2: 'deux fois par semaine,twice a week,semiweekly',
  WEEKLY_3: 'trois fois par semaine,three times a week,threetimesaweek',
};

const others = '10MIN,12HRS,15MIN,1MIN,30MIN,5MIN,BIDECENNIAL,BIHOURLY,TRIDECENNIAL,TRIHOURLY';

const codes = new Map<string, string>([
  ...others.split(',').map((code) => [fold(code), code] as const),
  ...Object.entries(meanings).flatMap(([code, words]) =>
    [fold(code), ...words.split(',')].map((word) => [word, code] as const),
  ),
]);

const address =
  /^https?:\/\/(?:publications\.europa\.eu\/resource\/authority\/frequency\/|purl\.org\/cld\/freq\/|purl\.org\/linked-data\/sdmx\/2009\/code#freq-)(\w{1,20})$/;

/**
 * Reads a frequency from a code, a French or English word, an ISO 8601 duration (`P1M`, `R/P1M`) or
 * an address; gives the concept of the EU list. `IRREGULAR` is read as IRREG.
 */
export function frequencyIri(text: string): string | undefined {
  if (text.length > 120) return undefined;
  const word = address.exec(text.trim())?.[1] ?? text.trim().replace(/^R\//, '');
  const code = codes.get(fold(word));
  return code && `${authority.frequency}/${code}`;
}
