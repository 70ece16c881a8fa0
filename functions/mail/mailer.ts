/** One letter to one address. */
export interface Letter {
  /** A bare address, `name@host`. */
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  /** Deterministic, `<…@host>`: a mail server that gets the same letter twice can see it. */
  readonly messageId: string
  readonly date: Date
  /** Where one POST stops the mail (RFC 8058); null where there is no such page. */
  readonly unsubscribe: string | null
}

/**
 * What became of a letter. `unknown` means that the connection broke after the text was on its way: the
 * server may have taken it, so it must not be sent again by itself. Reasons name no address.
 */
export type Delivery =
  | { readonly outcome: 'accepted' }
  | {
      readonly outcome: 'refused'
      readonly temporary: boolean
      readonly reason: string
      /** There was no server to refuse it: the next letter would fare no better. */
      readonly unreachable?: boolean
    }
  | { readonly outcome: 'unknown'; readonly reason: string }

/** Hands letters to a mail server. */
export interface Mailer {
  /** Never throws for what the mail server or the network did: that is the answer. */
  send(letter: Letter): Promise<Delivery>
  /** Lets idle connections go. */
  close(): void
}
