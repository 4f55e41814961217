import { createTransport } from 'nodemailer';
import type { NoticeChannel } from '../model/notice.ts';
import { HarvestError } from '../model/problem.ts';
import type { Digest } from './digest.ts';

const waitMs = 20_000;

/**
 * Sends a digest by SMTP (RFC 5321), over TLS where the server offers it. The id makes the message
 * known to programs that see it twice (RFC 5322 §3.6.4).
 *
 * @throws HarvestError NOTIFY_FAILED
 */
export async function sendEmail(
  { smtp, from, to }: Extract<NoticeChannel, { kind: 'email' }>,
  { subject, text }: Digest,
  messageId: string,
): Promise<void> {
  const transport = createTransport({
    url: smtp,
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
  });
  try {
    await transport.sendMail({
      from,
      to: [...to],
      subject,
      text,
      messageId,
      headers: { 'Auto-Submitted': 'auto-generated' },
      // Nothing is read from files or addresses that a text might name.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HarvestError('NOTIFY_FAILED', `The mail was not accepted: ${reason}`, { cause });
  } finally {
    transport.close();
  }
}
