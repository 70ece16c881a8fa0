import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Route } from '../router.ts'
import { pageBundle } from './bundle.ts'

/**
 * The sheet draws with inline styles and images of its own making; nothing comes from outside, and the
 * add-on's pages are framed from here.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "font-src 'self' data:",
  "img-src 'self' data: blob:",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** The page itself, and its scripts and styles under `/page/`. */
export function assetsRoute(page: (html: string) => string = (html) => html): Route {
  return async (request, response, url) => {
    if (request.method !== 'GET') return false
    if (url.pathname === '/' || /^\/w\/[\w-]+$/.test(url.pathname)) {
      const html = page(await readFile(join(import.meta.dirname, 'page.html'), 'utf8'))
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': POLICY,
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-cache',
      })
      response.end(html)
      return true
    }
    const name = /^\/page\/([\w.-]+\.(?:js|css))$/.exec(url.pathname)?.[1]
    if (name === undefined) return false
    const folder = await pageBundle()
    const file = join(folder, name)
    if (!existsSync(file)) return false
    const zipped = String(request.headers['accept-encoding']).includes('gzip')
    const tag = `"${folder.slice(-16)}"`
    if (request.headers['if-none-match'] === tag) {
      response.writeHead(304).end()
      return true
    }
    response.writeHead(200, {
      'content-type': TYPES[extname(name)],
      'x-content-type-options': 'nosniff',
      // The address says nothing of the version: the browser asks, and is told that nothing changed.
      'cache-control': 'no-cache',
      etag: tag,
      ...(zipped ? { 'content-encoding': 'gzip' } : {}),
    })
    createReadStream(zipped ? `${file}.gz` : file).pipe(response)
    return true
  }
}
