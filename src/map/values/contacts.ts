import { fold } from './text.ts';

const address =
  /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,24}$/u;

/** Reads one mail address from "x@y.fr", "mailto:x@y.fr" or "Nom <x@y.fr>"; undefined when there is none. */
export function mailAddress(text: string): string | undefined {
  if (text.length > 300) return undefined;
  const bare = text.trim().replace(/^mailto:/i, '');
  const open = bare.lastIndexOf('<');
  const inner = open >= 0 && bare.endsWith('>') ? bare.slice(open + 1, -1) : bare;
  const candidate = inner.trim();
  return address.test(candidate) ? candidate : undefined;
}

const functional =
  `acces access accueil admin administration agence assistance base biobank biobanque bdd bndmr
  catalog catalogue centre center cellule cohort collection comite commission communication
  contact coordination crb data delegue departement direction donnee dpd dpo ecoute eds enquete
  entrepot equipe etude gouvernance group hdab hdh help hotline info inscription institut juridique laboratoire
  lab ligne mail mailbox metadata mission noreply no office observatoire open partenariat plateforme platform
  poste presse privacy programme projet project protection public recherche redaction registr registre
  reply research rgpd reseau sante scientific scientifique secretariat secretary service study suivi
  support team unite unit web webmaster`
    .split(/\s+/)
    .filter(Boolean);

const short = new Set(['no', 'lab', 'bdd', 'crb', 'dpd', 'dpo', 'eds', 'hdh', 'web']);

function isFunctionalWord(word: string): boolean {
  return functional.some((start) => (short.has(start) ? word === start : word.startsWith(start)));
}

/**
 * Guesses whether a mail address belongs to a person: two or more names in the local part
 * ("prenom.nom@", "p.nom@") none of which names a function. One word alone ("memento@") counts as
 * functional.
 */
export function isPersonalAddress(mail: string): boolean {
  const words = fold(mail.slice(0, mail.lastIndexOf('@')))
    .split(' ')
    .filter(Boolean);
  if (words.length < 2 || !words.some((word) => /^\p{L}{2,}$/u.test(word))) return false;
  return !words.some(isFunctionalWord);
}

const inText = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,190}\.\p{L}{2,24}/gu;

/** Replaces personal mail addresses inside a text by "[…]" and counts them. */
export function withoutPersonalAddresses(text: string): { text: string; withheld: number } {
  if (!text.includes('@')) return { text, withheld: 0 };
  let withheld = 0;
  const kept = text.replace(inText, (mail) => {
    if (!isPersonalAddress(mail)) return mail;
    withheld += 1;
    return '[…]';
  });
  return { text: kept, withheld };
}
