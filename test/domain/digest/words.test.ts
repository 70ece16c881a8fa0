import { describe, expect, it } from 'vitest'
import { callName, firstSentence, quoted, sentence, tidy } from '../../../domain/digest/words.ts'

describe('words of people inside our sentences', () => {
  it.each([
    ['Дни открытых\r\n дверей ', 'Дни открытых дверей'],
    ['имя\u202Eхвост\u200F\u0000конец', 'имяхвост конец'],
    ['a\u2028b', 'a b'],
    ['  ', ''],
  ])('tidy %j to %j', (text, line) => {
    expect(tidy(text)).toBe(line)
  })

  it('are cut at a word, never inside a character', () => {
    expect(tidy('один два три четыре', 16)).toBe('один два три…')
    expect(tidy('один два три четыре', 19)).toBe('один два три четыре')
    expect(tidy('щ'.repeat(50), 10)).toBe(`${'щ'.repeat(9)}…`)
    expect(tidy('😀'.repeat(10), 10).isWellFormed()).toBe(true)
  })

  it('become sentences', () => {
    expect(sentence('закрепить наставников')).toBe('Закрепить наставников.')
    expect(sentence('Готово ли?')).toBe('Готово ли?')
    expect(sentence(' ')).toBe('')
  })

  it('are quoted with the marks of the language, inner ones inside', () => {
    const russian = ['«', '»', '„', '“'] as const
    expect(quoted('Курс «Читаем вместе».', russian)).toBe('«Курс „Читаем вместе“»')
    expect(quoted('Читаем', ['“', '”', '‘', '’'])).toBe('“Читаем”')
  })

  it.each([
    ['Не указан год: «15/03». Напишите дату полностью.', 'Не указан год: «15/03».'],
    ['Укажите 2021/22 уч. г. Полностью.', 'Укажите 2021/22 уч. г. Полностью.'],
    [
      'Похоже, здесь «Иванова М. П.» Укажите должность.',
      'Похоже, здесь «Иванова М. П.» Укажите должность.',
    ],
    ['Одно предложение', 'Одно предложение'],
  ])('first sentence of %j', (text, first) => {
    expect(firstSentence(text)).toBe(first)
  })
})

describe('the name by which a school is called', () => {
  it.each([
    ['СОШ с. Маруха', 'Маруха'],
    ['ООШ с. Нижняя Ермоловка', 'Нижняя Ермоловка'],
    ['СОШ с. Х-Греческого', 'Х-Греческого'],
    ['СОШ ст. Зеленчукской', 'Зеленчукской'],
    ['СОШ № 5 ст. Зеленчукской', 'СОШ № 5 ст. Зеленчукской'],
    ['Лицей', 'Лицей'],
    ['МБОУ Гармония', 'Гармония'],
  ])('%s is %s', (shortName, called) => {
    expect(callName(shortName)).toBe(called)
  })
})
