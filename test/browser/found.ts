import { existsSync } from 'node:fs'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export const NO_BROWSER =
  'No browser was found. Install Debian’s (apt-get install chromium), or name one: CHROMIUM=/path/to/chrome npm run test:browser'

/** The program of this machine's browser; undefined where it has none. */
export function browserHere(): string | undefined {
  return process.env['CHROMIUM'] ?? PLACES.find((place) => existsSync(place))
}
