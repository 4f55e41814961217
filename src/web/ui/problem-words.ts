import { type ProblemCode, problems } from '../../model/problem.ts';
import type { Language } from './language.ts';

/** What a problem is called, and what to do about it. */
interface ProblemWords {
  readonly title: string;
  readonly remedy: string;
}

/** By code: the title in English, then title and remedy in French; the remedy in English is the model's. */
const words: Readonly<Record<ProblemCode, readonly [title: string, titre: string, aide: string]>> =
  {
    CONFIG_INVALID: [
      'Wrong settings',
      'Réglages incorrects',
      'Corriger les réglages indiqués, puis redémarrer.',
    ],
    FETCH_ADDRESS_REFUSED: [
      'The address is not allowed',
      'Adresse non autorisée',
      'L’adresse est privée ou locale. Si la source se trouve vraiment dans votre réseau, inscrire son hôte dans limits.allowPrivateHosts.',
    ],
    FETCH_BODY_TOO_LARGE: [
      'The answer is too large',
      'Réponse trop volumineuse',
      'Augmenter limits.maxBytes de la source, ou demander au détenteur de paginer la réponse.',
    ],
    FETCH_CONNECTION: [
      'No connection to the server',
      'Connexion impossible au serveur',
      'Vérifier le nom d’hôte et que le serveur fonctionne ; la prochaine collecte réessaie.',
    ],
    FETCH_REDIRECT_LOOP: [
      'The redirections lead nowhere',
      'Redirections sans fin',
      'Ouvrir l’adresse dans un navigateur et donner à la source celle à laquelle elle aboutit.',
    ],
    FETCH_ROBOTS: [
      'Refused by robots.txt',
      'Refusé par robots.txt',
      'Le robots.txt du site écarte les moissonneurs de cette adresse. S’accorder avec le détenteur, puis régler limits.robots de la source sur ignore.',
    ],
    FETCH_STATUS: [
      'The server refused or failed',
      'Le serveur a refusé ou échoué',
      'Vérifier l’adresse et les identifiants ; pour une erreur 5xx, prévenir le détenteur.',
    ],
    FETCH_TIMEOUT: [
      'The server was too slow',
      'Serveur trop lent',
      'La prochaine collecte réessaie ; augmenter limits.timeoutMs si cela dure.',
    ],
    FETCH_TRUNCATED: [
      'The answer was cut off',
      'Réponse interrompue',
      'La connexion s’est fermée avant la fin. La prochaine collecte réessaie.',
    ],
    GATHER_ABANDONED: [
      'Its runs ended with the process, again and again',
      'Ses collectes se sont arrêtées avec le processus, plusieurs fois de suite',
      'Chercher dans le journal pourquoi le processus s’est arrêté, mémoire d’abord ; baisser limits.maxBytes de la source, ou la suspendre. La prochaine collecte prévue réessaie.',
    ],
    GATHER_CANCELLED: [
      'The run was stopped',
      'Collecte arrêtée',
      'La collecte a été annulée ou le service s’est arrêté ; relancer la source.',
    ],
    GATHER_COUNT_MISMATCH: [
      'The number of records differs from what was announced',
      'Le nombre de descriptions diffère de celui annoncé',
      'La source a annoncé un autre nombre de descriptions qu’elle n’en a livré ; rien n’est supprimé.',
    ],
    GATHER_EMPTY: [
      'The source described nothing',
      'La source n’a rien décrit',
      'La source a répondu sans décrire de jeu de données. Vérifier son adresse et son mode ; rien n’est supprimé.',
    ],
    GATHER_OPTION: [
      'Wrong options',
      'Options incorrectes',
      'Corriger les options de la source ; le README décrit celles de son connecteur.',
    ],
    GATHER_PAGE_LOOP: [
      'The pages go round in a circle',
      'Les pages tournent en rond',
      'Les pages de la source renvoient les unes aux autres. Prévenir le détenteur.',
    ],
    PARSE_CHARSET: [
      'Wrong character set',
      'Jeu de caractères incorrect',
      'Les octets ne sont pas dans le jeu de caractères déclaré. Régler options.charset de la source, ou demander au détenteur de déclarer le bon.',
    ],
    PARSE_IRI: [
      'An address is malformed',
      'Adresse mal formée',
      'Demander au détenteur de coder par des pour cent les caractères qu’un IRI ne peut contenir.',
    ],
    PARSE_LANGUAGE_TAG: [
      'A language tag is malformed',
      'Étiquette de langue mal formée',
      'Demander au détenteur une étiquette BCP 47, avec un tiret : fr-FR, et non fr_FR.',
    ],
    PARSE_NOT_RDF: [
      'The answer is no RDF',
      'La réponse n’est pas du RDF',
      'Vérifier que l’adresse mène aux données et non à une page à leur sujet.',
    ],
    PARSE_LOGIN_PAGE: [
      'A web page instead of data',
      'Une page web à la place des données',
      'Le serveur a répondu par une page web, peut-être un formulaire de connexion. Vérifier l’adresse et les identifiants.',
    ],
    PARSE_PREFIX: [
      'A prefix is not declared',
      'Préfixe non déclaré',
      'Demander au détenteur de déclarer le préfixe.',
    ],
    PARSE_SYNTAX: [
      'The document has a syntax error',
      'Erreur de syntaxe dans le document',
      'Envoyer le message et la ligne au détenteur.',
    ],
    PARSE_TRUNCATED: [
      'The document is cut off',
      'Document incomplet',
      'Le document s’arrête au milieu. La prochaine collecte réessaie ; si cela dure, prévenir le détenteur.',
    ],
    PARSE_UNSAFE: [
      'The document could do harm',
      'Document dangereux',
      'Le document emploie une construction qui pourrait nuire au service ; il a été refusé.',
    ],
    MAP_NO_DATASET: [
      'No dataset in the record',
      'Aucun jeu de données dans la description',
      'Vérifier la conversion (mapping) de la source.',
    ],
    MAP_UNREADABLE: [
      'The record has another structure than expected',
      'Structure inattendue',
      'La description n’a pas la structure que sa conversion attend. Vérifier la conversion, ou la source.',
    ],
    MAP_NO_TITLE: [
      'No title',
      'Pas de titre',
      'Demander au détenteur de donner un titre au jeu de données.',
    ],
    IDENTIFY_DUPLICATE_KEY: [
      'Two records with one key',
      'Deux descriptions sous une même clé',
      'La première a été gardée. Prévenir le détenteur.',
    ],
    IDENTIFY_MERGED: [
      'Merged into another dataset',
      'Réunie à un autre jeu de données',
      'Rien à faire s’il s’agit du même jeu de données ; sinon les séparer dans les décisions.',
    ],
    IDENTIFY_NOT_PUBLISHED: [
      'Not the id of a published record',
      'Cet identifiant n’est pas celui d’une description publiée',
      'Prendre les identifiants dans les décisions, ou la fin des adresses des jeux de données.',
    ],
    IDENTIFY_ONE_IRI: [
      'Both have one IRI',
      'Les deux ont le même IRI',
      'Des descriptions de même IRI sont un seul jeu de données. Demander à la source qui l’a copié son propre IRI.',
    ],
    VALIDATE_VIOLATION: [
      'The description violates its profile',
      'Description non conforme au profil',
      'Envoyer le constat au détenteur, ou combler le manque par une valeur par défaut de la source. La dernière version valide reste publiée.',
    ],
    VALIDATE_FAILED: [
      'Validation failed',
      'Validation impossible',
      'Les règles n’ont pas pu être appliquées à cette description. Le signaler avec la description.',
    ],
    STORE_FAILED: [
      'The database failed',
      'Défaillance de la base de données',
      'La base de données a refusé ou n’a pu être jointe. La vérifier ; la prochaine collecte réessaie.',
    ],
    DELIVER_REFUSED: [
      'The target refused a description',
      'Description refusée par le destinataire',
      'Corriger ce que nomme sa réponse, à la source ou dans le profil du destinataire ; le prochain changement est livré de lui-même, « targets retry » le fait aussitôt.',
    ],
    DELIVER_FAILED: [
      'The target fails over a description',
      'Le destinataire échoue sur une description',
      'Prévenir son exploitant, puis la livrer de nouveau par « targets retry ».',
    ],
    DELIVER_UNAVAILABLE: [
      'The target does not answer',
      'Le destinataire ne répond pas',
      'Les livraisons reprennent d’elles-mêmes ; prévenir son exploitant si le retard grandit.',
    ],
    DELIVER_FORBIDDEN: [
      'The target does not let us in',
      'Accès refusé par le destinataire',
      'Vérifier url, apiKey et limits du destinataire dans config/targets.yaml et redémarrer, ou « targets retry » une fois l’accès ouvert.',
    ],
    NOTIFY_FAILED: [
      'A notification could not be sent',
      'Notification non envoyée',
      'Vérifier le canal dans config/notifications.yaml, puis envoyer un essai par « notifications test ID ». Ce qui n’a pas été dit viendra avec le prochain message.',
    ],
    INTERNAL: [
      'A defect of the service',
      'Défaut du service',
      'C’est un défaut de Glaneur. Le signaler avec le journal de la collecte.',
    ],
  };

/** Title and remedy of a problem in a language. */
export function problemWords(code: ProblemCode, language: Language): ProblemWords {
  const [title, titre, aide] = words[code];
  if (language === 'fr') return { title: titre, remedy: aide };
  return { title, remedy: problems[code].remedy };
}
