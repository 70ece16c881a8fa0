import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import type { Config } from './config.ts'
import { Refusal } from './errors.ts'

/** Whom a token vouches for. The audience is not judged yet: a workbook may bring its own. */
export interface Identity {
  readonly email: string
  readonly audiences: readonly string[]
}

/** Checks an `Authorization` header. `now` is real time in milliseconds. */
export type VerifyToken = (header: string | undefined, now: number) => Promise<Identity>

const claims = z.object({
  email: z.email(),
  // Some issuers write the claim as text.
  email_verified: z.union([z.literal(true), z.literal('true')]),
  aud: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
})

/**
 * Google ID tokens (or those of the issuer in the configuration): signature by the issuer's published
 * keys, issuer, expiry, verified address.
 *
 * @throws Refusal `auth.missing`, `auth.expired`, `auth.invalid`; any other error when the keys cannot
 *   be fetched, which is not the caller's fault.
 */
export function tokenVerifier(config: Config): VerifyToken {
  const keys = createRemoteJWKSet(config.jwksUrl)
  return async (header, now) => {
    const token = /^Bearer (\S+)$/i.exec(header ?? '')?.[1]
    if (token === undefined) throw new Refusal('auth.missing')
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: [...config.issuers],
        algorithms: ['RS256'],
        requiredClaims: ['exp', 'aud', 'email'],
        currentDate: new Date(now),
      })
      const read = claims.safeParse(payload)
      if (!read.success) throw new Refusal('auth.invalid')
      return { email: read.data.email.toLowerCase(), audiences: read.data.aud }
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new Refusal('auth.expired')
      if (isForged(error)) throw new Refusal('auth.invalid')
      throw error
    }
  }
}

/** Faults of the token itself, as opposed to a key server that does not answer. */
function isForged(error: unknown): boolean {
  return (
    error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    // A token that names no key, where the issuer publishes several: Google's all name theirs.
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported
  )
}

/** @throws Refusal `auth.audience` when the token was made for another program. */
export function checkAudience(
  identity: Identity,
  config: Config,
  ownAudience: string | undefined,
): void {
  const accepted = (audience: string) =>
    audience === ownAudience || config.audiences.includes(audience)
  if (!identity.audiences.some(accepted)) throw new Refusal('auth.audience')
}
