import type { Letter } from './mailer.ts'

/** A plain mailbox: nothing that an address list, a comment or a header could be made of. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,255}$/u

/** A letter as nodemailer takes it; every way of sending makes the same message of it. */
export interface MailMessage {
  readonly from: string
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly messageId: string
  readonly date: Date
  readonly headers: Record<string, string>
}

/**
 * The message of a letter; null when its address is none. Headers are single lines whatever was typed
 * into a school's name; no «out of office» answers are asked for (RFC 3834), and one click stops the mail
 * (RFC 8058).
 */
export function messageOf(letter: Letter, from: string): MailMessage | null {
  if (!ADDRESS.test(letter.to)) return null
  return {
    from,
    to: { name: '', address: letter.to },
    subject: oneLine(letter.subject),
    html: letter.html,
    text: letter.text,
    messageId: oneLine(letter.messageId),
    date: letter.date,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(letter.unsubscribe === null
        ? {}
        : {
            'List-Unsubscribe': `<${oneLine(letter.unsubscribe)}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
  }
}

/** Servers repeat the address in their replies; records and logs must not. */
export function withoutAddresses(text: string): string {
  return text.replaceAll(/[^\s<>"']+@[^\s<>"']+/g, '…').slice(0, 300)
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
}
