import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  type JWK,
  type JWTPayload,
} from 'jose'
import { z } from 'zod'

const rsaKey = z.looseObject({ kty: z.literal('RSA'), n: z.string(), e: z.string(), d: z.string() })

/** Stands where Google stands in production: makes ID tokens and publishes the keys to check them. */
export interface Issuer {
  /** The `iss` claim. */
  readonly name: string
  /** The published half of the key, as served at `/jwks`. */
  readonly jwks: { readonly keys: readonly JWK[] }
  /**
   * A token for the address, good for an hour of real time. `claims` replace the usual ones, for
   * tests of tokens that must be refused.
   */
  issue(email: string, audience: string, claims?: JWTPayload): Promise<string>
}

/**
 * Opens the issuer whose RSA key lies in the folder, making the key at the first start: tokens issued
 * before a restart stay good.
 */
export async function openIssuer(folder: string, name: string): Promise<Issuer> {
  const secret = await readOrMakeKey(join(folder, 'issuer-key.json'))
  const kid = await calculateJwkThumbprint(secret)
  const key = await importJWK(secret, 'RS256')
  const { kty, n, e } = secret
  return {
    name,
    jwks: { keys: [{ kty, n, e, kid, alg: 'RS256', use: 'sig' }] },
    issue: (email, audience, claims = {}) => {
      const now = Math.floor(Date.now() / 1000)
      return new SignJWT({
        iss: name,
        aud: audience,
        sub: email,
        email,
        email_verified: true,
        iat: now,
        exp: now + 3600,
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', kid })
        .sign(key)
    },
  }
}

async function readOrMakeKey(file: string): Promise<z.infer<typeof rsaKey>> {
  if (existsSync(file)) return rsaKey.parse(JSON.parse(readFileSync(file, 'utf8')))
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = rsaKey.parse(await exportJWK(privateKey))
  mkdirSync(join(file, '..'), { recursive: true })
  // Written aside and renamed: a crash leaves either no key or a whole one.
  writeFileSync(`${file}.new`, JSON.stringify(jwk), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return jwk
}

/** Serves `/jwks` on loopback. Port 0 takes a free one. */
export async function serveIssuer(
  issuer: Issuer,
  port: number,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const known = request.url === '/jwks'
    response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(known ? issuer.jwks : { error: 'Only /jwks is here.' }))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string')
    throw new Error('The issuer has no TCP port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((resolve, reject) => server.close((e) => (e ? reject(e) : resolve()))),
  }
}
