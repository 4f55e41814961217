import { userInfo } from 'node:os';
import type { Act } from '../model/audit.ts';

/** An act done on the command line, by the account of the operating system. */
export function byCommand(
  action: string,
  about: Partial<Pick<Act, 'sourceId' | 'target' | 'detail'>>,
): Act {
  const { sourceId = null, target = null, detail = {} } = about;
  const actor = { kind: 'command', id: null, name: accountName() } as const;
  return { actor, address: null, action, sourceId, target, status: 200, detail };
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number without a name.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
