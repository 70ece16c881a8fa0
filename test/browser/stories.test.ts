import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { Ground } from './ground.ts'
import { addon } from './stories/addon.ts'
import { firstDay } from './stories/firstDay.ts'
import { line } from './stories/line.ts'
import { mail } from './stories/mail.ts'
import { random } from './stories/random.ts'
import { rows } from './stories/rows.ts'
import { together } from './stories/together.ts'

/** Whole stories over one sample. Those that change most come last. */
let ground: Ground | undefined
const here = (): Ground => {
  if (!ground) throw new Error('the sample has not started')
  return ground
}
beforeAll(async () => {
  ground = await Ground.start()
})
afterEach(async () => here().leave())
afterAll(async () => ground?.stop())

describe('on the first day', () => {
  firstDay(here)
})
describe('several people', () => {
  together(here)
})
describe('the line', () => {
  line(here)
})
describe('the add-on', () => {
  addon(here)
})
describe('rows', () => {
  rows(here)
})
describe('mail', () => {
  mail(here)
})
describe('whatever two people do', () => {
  random(here)
})
