import { Badge } from './badge.tsx';
import type { Messages } from './messages.ts';

const tones = { PUBLIC: 'good', RESTRICTED: 'warning', NON_PUBLIC: 'neutral' } as const;

/** An access level of the EU list that we have words for. */
export function isAccessLevel(level: string | null): level is keyof typeof tones {
  return level !== null && Object.hasOwn(tones, level);
}

/** The access level in words; nothing when it is unknown. */
export function AccessBadge({ text, level }: { text: Messages; level: string | null }) {
  return isAccessLevel(level) ? <Badge tone={tones[level]}>{text[`access${level}`]}</Badge> : null;
}
