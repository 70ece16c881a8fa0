/**
 * A page of the add-on as a browser frames it: with `google.script`, over messages to the window around it.
 * The frame has no origin and no network of its own (see `FRAME_HEADERS`), as in Google.
 *
 * Frame to window: `{ kurator: 'run', call, fn, args }`, `{ kurator: 'close' }`. Window to frame:
 * `{ kurator: 'done', call, value }` or `{ …, failure }`, and `{ kurator: 'look', scheme }`.
 */
export function framed(html: string): string {
  const script = `<script>(${bridge})()</script>`
  return html.includes('<head>') ? html.replace('<head>', `<head>${script}`) : script + html
}

/** With which a framed page is served. */
export const FRAME_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "sandbox allow-scripts allow-downloads; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
}

/** Runs inside of the frame. */
const bridge = `() => {
  const waiting = new Map()
  let last = 0
  const runner = (done, failed, user) =>
    new Proxy({}, {
      get: (_, name) => {
        if (name === 'withSuccessHandler') return (next) => runner(next, failed, user)
        if (name === 'withFailureHandler') return (next) => runner(done, next, user)
        if (name === 'withUserObject') return (next) => runner(done, failed, next)
        return (...args) => {
          last += 1
          waiting.set(last, { done, failed, user })
          parent.postMessage({ kurator: 'run', call: last, fn: String(name), args }, '*')
        }
      },
    })
  addEventListener('message', ({ source, data }) => {
    if (source !== parent || !data) return
    if (data.kurator === 'look') document.documentElement.style.colorScheme = data.scheme
    if (data.kurator !== 'done') return
    const call = waiting.get(data.call)
    waiting.delete(data.call)
    if (!call) return
    if ('failure' in data) {
      if (call.failed) call.failed(new Error(data.failure), call.user)
      else console.error(data.failure)
    } else if (call.done) call.done(data.value, call.user)
  })
  const close = () => parent.postMessage({ kurator: 'close' }, '*')
  const still = () => {}
  window.google = { script: { run: runner(), host: { close, setHeight: still, setWidth: still } } }
}`
