import { describe, expect, test } from 'vitest'
import { Frames } from '../../../local/page/frames.ts'
import { route } from '../../../local/router.ts'
import { served } from '../workbook/fixture.ts'

const page = (html: string) => ({ title: '', html, width: null, height: null })

async function get(frames: Frames, address: string): Promise<Response> {
  const url = await served((req, res) => void route([frames.route], req, res))
  return fetch(url + address)
}

describe('a page of the add-on', () => {
  test('is framed with google.script before its own scripts, without origin and network', async () => {
    const frames = new Frames()
    const address = frames.keep(page('<html><head><script>own()</script></head></html>'))
    const response = await get(frames, address)
    const html = await response.text()
    expect(html.indexOf('google =')).toBeLessThan(html.indexOf('own()'))
    expect(html).toContain('withFailureHandler')
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain('sandbox allow-scripts allow-downloads;')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('connect-src')
    expect(policy).not.toContain('allow-same-origin')
  })

  test('is kept under an address that nobody guesses, the last fifty of them', async () => {
    const frames = new Frames()
    const first = frames.keep(page('first'))
    const addresses = Array.from({ length: 50 }, (_, at) => frames.keep(page(String(at))))
    expect(new Set(addresses).size).toBe(50)
    expect((await get(frames, first)).status).toBe(404)
    expect(await (await get(frames, addresses[0] ?? '')).text()).toContain('0')
    expect((await get(frames, '/frame/guess')).status).toBe(404)
  })
})
