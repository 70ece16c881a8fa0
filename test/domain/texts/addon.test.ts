import { expect, test } from 'vitest'
import { addonTexts } from '../../../domain/texts/addon.ts'

test.each([
  [1, '1 строка ждёт отправки и уйдёт сама'],
  [3, '3 строки ждут отправки и уйдут сами'],
  [11, '11 строк ждут отправки и уйдут сами'],
  [21, '21 строка ждёт отправки и уйдёт сама'],
])('without a connection, %i: «%s»', (rows, words) => {
  expect(addonTexts.ru.offline(rows)).toBe(`Нет связи. ${words}, вводить заново не нужно.`)
})

test('progress is told with thousands apart', () => {
  expect(addonTexts.ru.progress(2_000, 10_000)).toBe('Отправлено 2\u00a0000 из 10\u00a0000')
})
