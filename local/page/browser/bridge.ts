/** What a framed page of the add-on asks of its window; see `script/frame.ts`. */
type Asked =
  | {
      readonly kurator: 'run'
      readonly call: number
      readonly fn: string
      readonly args: readonly unknown[]
    }
  | { readonly kurator: 'close' }

/**
 * Answers the calls of a framed page of the add-on. Only this frame is listened to, whatever else is open.
 *
 * @param call runs a function of the add-on; what it throws goes to the page's failure handler
 * @returns stops listening
 */
export function serveFrame(
  frame: HTMLIFrameElement,
  call: (fn: string, args: readonly unknown[]) => Promise<unknown>,
  close: () => void,
): () => void {
  const answer = (body: object): void => frame.contentWindow?.postMessage(body, '*')
  const listen = ({ source, data }: MessageEvent): void => {
    if (source === null || source !== frame.contentWindow) return
    const asked = askedIn(data)
    if (asked?.kurator === 'close') close()
    if (asked?.kurator !== 'run') return
    const done = { kurator: 'done', call: asked.call }
    call(asked.fn, asked.args).then(
      (value) => answer({ ...done, value }),
      (error: unknown) =>
        answer({ ...done, failure: error instanceof Error ? error.message : String(error) }),
    )
  }
  addEventListener('message', listen)
  return () => removeEventListener('message', listen)
}

function askedIn(data: unknown): Asked | null {
  if (typeof data !== 'object' || data === null || !('kurator' in data)) return null
  if (data.kurator === 'close') return { kurator: 'close' }
  if (data.kurator !== 'run' || !('call' in data) || !('fn' in data) || !('args' in data))
    return null
  const { call, fn, args } = data
  if (typeof call !== 'number' || typeof fn !== 'string' || !Array.isArray(args)) return null
  return { kurator: 'run', call, fn, args }
}
