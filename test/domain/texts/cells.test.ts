import { describe, expect, it } from 'vitest'
import { cellTexts } from '../../../domain/texts/cells.ts'

/** Every message of a language, filled with the entry «xyz» where it takes one. */
function messages(texts: object): readonly string[] {
  return Object.values(texts).flatMap((value: unknown): readonly string[] => {
    if (typeof value === 'string') return [value]
    if (typeof value === 'object' && value !== null) return messages(value)
    if (typeof value !== 'function') throw new Error(`A text is a ${typeof value}`)
    // Every parameter is a text, a list of texts, a number or yes/no, and any fits into a template.
    return [String(value(...Array.from({ length: value.length }, () => ['xyz'])))]
  })
}

describe.each(['ru', 'en'] as const)('messages at a cell (%s)', (language) => {
  const all = messages(cellTexts[language])

  it('end like a sentence', () => {
    const sentences = all.filter((text) => text.length > 5)
    expect(sentences.length).toBeGreaterThan(40)
    for (const text of sentences) expect(text).toMatch(/[.»”]$/)
  })

  it('have no words of engineers, no codes, and no past tense with a gender', () => {
    for (const text of all) {
      expect(text).not.toMatch(/валидац|синхрониз|конфликт|некоррект|недопустим|ошибка|invalid/iu)
      expect(text).not.toMatch(/\bR\d\d\b|undefined|\[object/)
      expect(text).not.toMatch(/\(а\)|ввели не/iu)
    }
  })
})

it('has every message of the model, word for word', () => {
  const { ru } = cellTexts
  expect(ru.date.noYear('15/03', '15.03.2022', true)).toBe(
    'Не указан год: «15/03». Напишите дату полностью, например 15.03.2022. Без даты система не сможет напомнить об этой мере. Остальные ячейки строки сохранены.',
  )
  expect(ru.date.words('Срок, как в документе', '31.12.2021', '31.05.2022')).toBe(
    'Запись сохранена в столбце «Срок, как в документе». Чтобы система вовремя напомнила, укажите последний день: например, 31.12.2021, а если год учебный, 31.05.2022.',
  )
  expect(ru.personal.name).toBe(
    'Похоже, здесь фамилия и инициалы. Укажите, пожалуйста, должность, например «руководитель ШМО»: фамилий система не хранит. Введённое осталось только в этой ячейке. Если это не фамилия, выберите в меню «Это не личные данные».',
  )
})
