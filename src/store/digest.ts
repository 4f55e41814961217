import { createHash } from 'node:crypto';

/** SHA-256 of a secret, in hex: enough to keep of a random number of 256 bits. */
export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
