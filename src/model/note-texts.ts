import { type Filled, phraseBook } from './phrase-book.ts';

/** Whatever a note may say, in English, and the same in French; `{}` stands for what the record itself says. */
const french = {
  'A biobank of EJP-RD is category EINS': 'Une biobanque de l’EJP-RD relève de la catégorie EINS',
  'A contact without a functional address or page is not published':
    'Un contact sans adresse fonctionnelle ni page n’est pas publié',
  'A date was expected here': 'Une date était attendue ici',
  'A date was rewritten in the form of its datatype':
    'Une date a été récrite dans la forme de son type',
  'A description was expected here, not a text':
    'Une description était attendue ici, et non un texte',
  'A link to a resource that this record does not describe was kept as dct:relation':
    'Un lien vers une ressource que cette fiche ne décrit pas a été gardé comme dct:relation',
  'A number of people was read from text': 'Un nombre de personnes a été lu dans un texte',
  'A number was read from text': 'Un nombre a été lu dans un texte',
  'A patient registry of EJP-RD is category MRMR':
    'Un registre de patients de l’EJP-RD relève de la catégorie MRMR',
  'A person is named here; persons are not published':
    'Une personne est nommée ici ; les personnes ne sont pas publiées',
  'A personal contact is not published': 'Un contact personnel n’est pas publié',
  'A personal mail address inside a text is not published':
    'Une adresse électronique personnelle dans un texte n’est pas publiée',
  'A personal mail address is not published':
    'Une adresse électronique personnelle n’est pas publiée',
  'A place is in none of the lists': 'Un lieu n’est dans aucune des listes',
  'A place is in none of the lists: {}': 'Un lieu n’est dans aucune des listes : {}',
  'A publisher type of an earlier list was replaced':
    'Un type d’éditeur d’une ancienne liste a été remplacé',
  'A rounded number of people was read from text':
    'Un nombre arrondi de personnes a été lu dans un texte',
  'A table without a name or without a field was left out':
    'Une table sans nom ou sans champ a été laissée de côté',
  'A term of an earlier release or another vocabulary was replaced':
    'Un terme d’une version antérieure ou d’un autre vocabulaire a été remplacé',
  'A text was cut at {} characters': 'Un texte a été coupé à {} caractères',
  'A text was expected here': 'Un texte était attendu ici',
  'A theme given as a word was kept as a keyword':
    'Un thème donné par un mot a été gardé comme mot clé',
  'A theme of the Orphanet ontology was kept as a code of the dataset':
    'Un thème de l’ontologie d’Orphanet a été gardé comme code du jeu de données',
  'A type that Table Schema does not know became string':
    'Un type inconnu de Table Schema est devenu string',
  'A value was replaced by the concept of the controlled vocabulary it means':
    'Une valeur a été remplacée par le concept du vocabulaire contrôlé qu’elle désigne',
  'A value was rewritten in the form of its datatype':
    'Une valeur a été récrite dans la forme de son type',
  'Achilles counts observations that end before the first one starts':
    'Achilles compte des observations qui finissent avant le début de la première',
  'An IRI was expected here': 'Un IRI était attendu ici',
  'An address of an earlier release was replaced':
    'Une adresse d’une version antérieure a été remplacée',
  'An address was mended': 'Une adresse a été corrigée',
  'An embargo is published as NON_PUBLIC': 'Un embargo est publié comme NON_PUBLIC',
  'Analyses 0 and 1 of Achilles count different numbers of persons; 1 was taken':
    'Les analyses 0 et 1 d’Achilles comptent des nombres de personnes différents ; la 1 a été retenue',
  'Beside EINS for its samples, the category of the source':
    'Outre EINS pour ses échantillons, la catégorie de la source',
  'Columns without a datatype are strings (CSVW default)':
    'Les colonnes sans type sont du texte (valeur par défaut de CSVW)',
  'Columns without a description show their title':
    'Les colonnes sans description montrent leur titre',
  'Columns without a meaning here were left out: {}':
    'Des colonnes sans signification ici ont été laissées de côté : {}',
  'Columns without a title show their name': 'Les colonnes sans titre montrent leur nom',
  'Data that is free and can be downloaded is public':
    'Des données gratuites et téléchargeables sont publiques',
  'Datasets without an address are no distributions; their variables are kept':
    'Les jeux sans adresse ne sont pas des distributions ; leurs variables sont gardées',
  'Every day given is 1 January, so the year alone was taken for known':
    'Chaque jour donné est un 1er janvier : seule l’année a été tenue pour connue',
  'Fields after the first {} were left out':
    'Les champs après les {} premiers ont été laissés de côté',
  'Fields without a description show their title':
    'Les champs sans description montrent leur titre',
  'Fields without a title show their name': 'Les champs sans titre montrent leur nom',
  'HTML entities were decoded': 'Des entités HTML ont été décodées',
  'HTML or Markdown was turned into plain text': 'Du HTML ou du Markdown est devenu du texte brut',
  'HealthDCAT-AP does not know these properties, which were left out: {} and {} more':
    'HealthDCAT-AP ne connaît pas ces propriétés, laissées de côté : {} et {} autres',
  'HealthDCAT-AP does not know these properties, which were left out: {}':
    'HealthDCAT-AP ne connaît pas ces propriétés, laissées de côté : {}',
  'Invisible characters that control devices or the direction of writing were removed':
    'Des caractères invisibles, qui commandent des appareils ou le sens de l’écriture, ont été retirés',
  'Keywords after the first {} were left out':
    'Les mots clés après les {} premiers ont été laissés de côté',
  'Letters garbled by a wrong character set were restored':
    'Des lettres abîmées par un mauvais jeu de caractères ont été rétablies',
  'Names of contact persons are not published':
    'Les noms des personnes à contacter ne sont pas publiés',
  'Names of contributors are not published': 'Les noms des contributeurs ne sont pas publiés',
  'Names of investigators and contact persons are not published':
    'Les noms des investigateurs et des personnes à contacter ne sont pas publiés',
  'Names that may be those of persons are not published':
    'Les noms qui peuvent être ceux de personnes ne sont pas publiés',
  'No access level can be read from the source':
    'Aucun niveau d’accès ne peut être lu dans la source',
  'No coding system is known by the name {}': 'Aucun système de codage n’est connu sous le nom {}',
  'No single number can be read here with certainty':
    'Aucun nombre unique ne peut être lu ici avec certitude',
  'No single number of people can be read with certainty':
    'Aucun nombre unique de personnes ne peut être lu avec certitude',
  'Not given by the source; filled in from its defaults':
    'Non donné par la source ; complété par ses valeurs par défaut',
  'Not given by the source; filled in from its options':
    'Non donné par la source ; complété par ses options',
  'Nothing is said about this agent': 'Rien n’est dit de cet agent',
  'Nothing is said about this node': 'Rien n’est dit de ce nœud',
  'Only ages in years can be published': 'Seuls des âges en années peuvent être publiés',
  'Only the first {} of {} variables are published':
    'Seules les {} premières variables sur {} sont publiées',
  'Read from the ages at first observation, between their 5th and 95th percentile':
    'Lu dans les âges à la première observation, entre leurs 5e et 95e centiles',
  'Tables of variables without a title take the title of the dataset':
    'Les tables de variables sans titre prennent celui du jeu de données',
  'The English title only repeats the French one':
    'Le titre anglais ne fait que répéter le titre français',
  'The IRI of a resource was mended': 'L’IRI d’une ressource a été corrigé',
  'The collection has no description; its name and its biobank stand for one':
    'La collection n’a pas de description ; son nom et sa biobanque en tiennent lieu',
  'The contact point of an agent was completed from the defaults of the source':
    'Le point de contact d’un agent a été complété par les valeurs par défaut de la source',
  'The content of the study is no JSON that can be read':
    'Le contenu de l’étude n’est pas du JSON lisible',
  'The description of the population cannot be read':
    'La description de la population ne peut pas être lue',
  'The e-mail field of a contact holds no mail address':
    'Le champ courriel d’un contact ne contient pas d’adresse électronique',
  'The field {} holds no size': 'Le champ {} ne contient pas d’effectif',
  'The holder gives no functional contact; the contact point of the source stands for it':
    'Le détenteur ne donne pas de contact fonctionnel ; le point de contact de la source en tient lieu',
  'The holder has not decided on access yet': 'Le détenteur n’a pas encore décidé de l’accès',
  'The language versions give different numbers of people':
    'Les versions linguistiques donnent des nombres de personnes différents',
  'The mail address of a contact cannot be read':
    'L’adresse électronique d’un contact ne peut pas être lue',
  'The organisation gives no functional contact; the contact point of the source stands for it':
    'L’organisation ne donne pas de contact fonctionnel ; le point de contact de la source en tient lieu',
  'The period ends before it starts': 'La période finit avant de commencer',
  'The period goes on, so its end was left open': 'La période se poursuit : sa fin reste ouverte',
  'The placeholder "Automatic" of FAIR Data Points is no publisher':
    'La valeur de remplissage « Automatic » des FAIR Data Points n’est pas un éditeur',
  'The record gives no functional contact of an agent; that of the source stands for it':
    'La fiche ne donne pas de contact fonctionnel d’un agent ; celui de la source en tient lieu',
  'The record names no page; access is asked for at the contact page of the source':
    'La fiche ne donne pas de page ; l’accès se demande à la page de contact de la source',
  'The row has no description; its name and organisation stand for one':
    'La ligne n’a pas de description ; son nom et son organisation en tiennent lieu',
  'The structured property {} has no meaning here':
    'La propriété structurée {} n’a pas de signification ici',
  'This ICD-11 code was destroyed before it came here':
    'Ce code CIM-11 a été détruit avant d’arriver ici',
  'This coding system has no code in the EU list':
    'Ce système de codage n’a pas de code dans la liste de l’UE',
  'This disease is no code of ICD-10 or Orphanet':
    'Cette maladie n’est pas un code de la CIM-10 ni d’Orphanet',
  'This is neither true nor false': 'Ceci n’est ni vrai ni faux',
  'This is nested too deep to be read': 'Ceci est imbriqué trop profondément pour être lu',
  'This is no activity of the EU list': 'Ceci n’est pas une activité de la liste de l’UE',
  'This is no age that somebody reaches': 'Personne n’atteint cet âge',
  'This is no code of a country': 'Ceci n’est pas le code d’un pays',
  'This is no concept of DPV-PD': 'Ceci n’est pas un concept de DPV-PD',
  'This is no contact': 'Ceci n’est pas un contact',
  'This is no date that can be read with certainty':
    'Ceci n’est pas une date lisible avec certitude',
  'This is no decimal number': 'Ceci n’est pas un nombre décimal',
  'This is no duration such as P1M': 'Ceci n’est pas une durée telle que P1M',
  'This is no frequency of the EU list': 'Ceci n’est pas une fréquence de la liste de l’UE',
  'This is no interval of dates such as 2011/2020':
    'Ceci n’est pas un intervalle de dates tel que 2011/2020',
  'This is no known place': 'Ceci n’est pas un lieu connu',
  'This is no language of the EU list': 'Ceci n’est pas une langue de la liste de l’UE',
  'This is no licence type of ADMS': 'Ceci n’est pas un type de licence d’ADMS',
  'This is no mail address': 'Ceci n’est pas une adresse électronique',
  'This is no media type of the IANA registry':
    'Ceci n’est pas un type de média du registre de l’IANA',
  'This is no number of the CNIL': 'Ceci n’est pas un numéro de la CNIL',
  'This is no sex of MIABIS': 'Ceci n’est pas un sexe de MIABIS',
  'This is no size in bytes': 'Ceci n’est pas une taille en octets',
  'This is no theme of the EU list': 'Ceci n’est pas un thème de la liste de l’UE',
  'This is no value of the controlled vocabulary':
    'Ceci n’est pas une valeur du vocabulaire contrôlé',
  'This is no web address': 'Ceci n’est pas une adresse web',
  'This material or type of collection is not known':
    'Ce matériel ou ce type de collection n’est pas connu',
  'This names no code': 'Ceci ne nomme aucun code',
  'This names no licence': 'Ceci ne nomme aucune licence',
  'This standard is not in the EU list': 'Cette norme n’est pas dans la liste de l’UE',
  'This standard is not in the EU list; its page was kept as documentation':
    'Cette norme n’est pas dans la liste de l’UE ; sa page a été gardée comme documentation',
  'Variables are described, so the data is structured':
    'Des variables sont décrites : les données sont donc structurées',
  'Whether data costs something does not say who may access it':
    'Le prix des données ne dit pas qui peut y accéder',
  '{} has no code in the EU list': '{} n’a pas de code dans la liste de l’UE',
  '{} has no code in the EU list; the nearest, {}, stands for it':
    '{} n’a pas de code dans la liste de l’UE ; le plus proche, {}, en tient lieu',
} as const;

/** What a note says, in English. The compiler refuses a sentence that has no French. */
export type NoteText = Filled<keyof typeof french>;

/** The French of a note; undefined when an earlier release noted it in other words. */
export const frenchNote = phraseBook(french);
