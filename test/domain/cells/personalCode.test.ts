import { expect, test } from 'vitest'
import { isPersonal } from '../../../domain/cells/personalCode.ts'

test.for([
  ['personal.name', true],
  ['personal.email', true],
  ['date.noYear', false],
  ['email.unreadable', false],
] as const)('%s says that an entry seems personal: %s', ([code, personal]) => {
  expect(isPersonal(code)).toBe(personal)
})
