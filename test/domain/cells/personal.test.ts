import { describe, expect, it } from 'vitest'
import { personalData, refusePersonal, withoutNames } from '../../../domain/cells/personal.ts'
import { textsIn } from '../../../domain/texts/texts.ts'

describe('personal data in free text', () => {
  it.each([
    'Иванова М. П.',
    'М.П. Иванова',
    'Отв.: Иванова М.П., зам. директора',
    'ИВАНОВА М.П.',
    'Байрамкулова З. Х.-М.',
    'Мамбетова-Узденова А.А.',
    'Иванова Мария Петровна',
    'Марии Петровне',
    'Ивaнoва M. П.',
    'Иванова МП',
    'директор Петров И.',
    'директор Иванова',
    'Директор Иванова отвечает за отчёт',
    'завуч: Байрамкулова',
    'зам. директора по УВР Иванова',
    'учитель математики, руководитель ШМО Узденов',
    'ответственная Иванова',
    'куратор Заславская',
  ])('sees a name in «%s»', (text) => {
    expect(personalData(text)).toBe('name')
  })

  it.each([
    'тел. 5-12-34',
    '+7 (928) 123-45-67',
    '8(87878)5-12-34',
    '8 928 123 45 67',
    'звонить: 89281234567',
    'моб: 928-123-45-67',
  ])('sees a phone in «%s»', (text) => {
    expect(personalData(text)).toBe('phone')
  })

  it.each(['123-456-789 01', '112-233-445-95', 'СНИЛС: 11223344595'])(
    'sees a СНИЛС in «%s»',
    (text) => {
      expect(personalData(text)).toBe('snils')
    },
  )

  it.each(['zam@example.org', 'почта школа@пример.рф', 'a.b+c@mail.example.org'])(
    'sees an address in «%s»',
    (text) => {
      expect(personalData(text)).toBe('email')
    },
  )

  it.each([
    'руководитель ШМО',
    'зам. директора по УВР',
    'СОШ им. А. С. Пушкина',
    'МКОУ «СОШ имени Х. О. Лайпанова»',
    'ул. С. П. Королёва',
    'С. П. Королёва, ул., 5',
    'пл. В. И. Ленина',
    'с. Х-Греческого',
    'с. Н. Ермоловка, с. Маруха',
    'Приказ № 30 от 10.02.2021 г.',
    'Приказ № 89281234567',
    'п. 3 ч. 2 ст. 28 Закона № 273-ФЗ',
    '5 А, 5 Б и 6 В классы',
    'Программа «Учитель. Школа. Успех»',
    'Министерство образования и науки КЧР',
    'ИС МЭДК ФИС ОКО, ФГБУ «ФИОКО»',
    'учебник А. Г. Мордковича, УМК Л. Г. Петерсон',
    'рук. ШМО; соц. педагог; педагог-психолог',
    'https://example.org/ivanova-m-p?mail=zam@example.org',
    '2021-2022 уч. г., 34 часа, 120 000 руб.',
    '8 классов, 176 учеников, 24 учителя',
    'директор Зеленчукской СОШ',
    'директор Марухинской школы',
    'директор Кардоникской «СОШ № 1»',
    'учитель Математики',
    'учителя Русского языка',
    'педагог Центра развития',
    'координатор Управления образования',
    'Ответственный Директор',
    'В 2020–2021 гг. 112 233 учащихся',
  ])('sees nothing in «%s»', (text) => {
    expect(personalData(text)).toBeNull()
  })

  // Known mistakes: a person can declare them harmless.
  it.each([
    ['памятник А. С. Пушкину', 'name'],
    ['чтения по рассказам А. П. Чехова', 'name'],
    ['постановка по Н. В. Гоголю', null],
    ['директор Кочесокова, школа № 2', 'name'],
    ['директор Малашук', null],
    ['Мария, учитель математики', null],
    ['дело 123-456-789 01', 'snils'],
  ] as const)('is mistaken about «%s»', (text, found) => {
    expect(personalData(text)).toBe(found)
  })

  it('leaves the post where a surname follows it', () => {
    expect(withoutNames('директор Иванова')).toBe('директор')
    expect(withoutNames('директор Зеленчукской СОШ')).toBe('директор Зеленчукской СОШ')
  })

  it('refuses without repeating what it refuses', () => {
    const refusal = refusePersonal('Иванова М. П.', { texts: textsIn('ru') })
    expect(refusal?.problem.code).toBe('personal.name')
    expect(refusal?.problem.text).not.toContain('Иванова')
    expect(refusePersonal('директор', { texts: textsIn('ru') })).toBeNull()
    expect(refusePersonal('Иванова М. П.', { texts: textsIn('ru'), harmless: true })).toBeNull()
  })
})
