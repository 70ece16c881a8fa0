import type { Fetched, FetchOptions } from './calls.ts'
import { exception } from './failure.ts'

/** Google's limit for one call. */
const TIMEOUT_MS = 60_000

/**
 * Carries out `UrlFetchApp.fetch` with real HTTP.
 *
 * @param host which addresses this machine's scripts may call, and over what line
 * @throws {ServiceError} when no answer comes, or the address may not be called
 */
export async function fetchFor(
  address: string,
  options: FetchOptions,
  host: {
    readonly mayFetch: (url: URL) => boolean
    readonly network: (call: () => Promise<Fetched>) => Promise<Fetched>
  },
): Promise<Fetched> {
  const url = new URL(address)
  if (!host.mayFetch(url))
    throw exception(`not implemented locally: UrlFetchApp.fetch to ${url.host}`)
  const { payload } = options
  const form = typeof payload === 'object'
  const type =
    options.contentType ?? (payload === undefined ? undefined : 'application/x-www-form-urlencoded')
  try {
    return await host.network(async () => {
      const answer = await fetch(url, {
        method: (options.method ?? 'get').toUpperCase(),
        headers: { ...(type === undefined ? {} : { 'content-type': type }), ...options.headers },
        ...(payload === undefined
          ? {}
          : { body: form ? new URLSearchParams(payload).toString() : payload }),
        redirect: options.followRedirects === false ? 'manual' : 'follow',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      return {
        code: answer.status,
        headers: Object.fromEntries(answer.headers),
        text: await answer.text(),
      }
    })
  } catch (error) {
    throw exception(
      error instanceof Error && error.name === 'TimeoutError'
        ? `Timeout: ${url.href}`
        : `Address unavailable: ${url.href}`,
    )
  }
}

/** The addresses that never leave this machine. */
export function isLoopback(url: URL): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
}
