import { pageBundle } from './page/bundle.ts'
import { readySample } from './sample/ready.ts'

/** What `npm ci` makes ready, so that the first `npm start` need not wait for it: page and sample. */
await Promise.all([pageBundle(), readySample()])
