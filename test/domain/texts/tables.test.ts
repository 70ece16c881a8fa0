import { expect, it } from 'vitest'
import { tableTexts } from '../../../domain/texts/tables.ts'

/** Paths of all texts: «measures.columns.deadline.header». */
function paths(texts: object, before = ''): readonly string[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? paths(value, `${before}${key}.`)
      : [`${before}${key}`],
  )
}

/** Other words for a label are what people of that language say: they need not be the same. */
const isShown = (path: string) => !path.includes('.alsoSaid.')

it('says in English everything that it says in Russian', () => {
  expect(paths(tableTexts.en).filter(isShown)).toEqual(paths(tableTexts.ru).filter(isShown))
})

it('has no Cyrillic letters in English texts, and Russian ones are Russian', () => {
  expect(JSON.stringify(tableTexts.en)).not.toMatch(/[а-яё]/iu)
  for (const { title } of [tableTexts.ru.measures, tableTexts.ru.people]) {
    expect(title).toMatch(/^[А-ЯЁ]/u)
  }
})
