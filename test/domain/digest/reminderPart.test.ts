import { describe, expect, it } from 'vitest'
import { composeDigest, composeReminder } from '../../../domain/digest/compose.ts'
import { renderHtml } from '../../../domain/digest/html.ts'
import { recipients } from '../../../domain/digest/recipients.ts'
import { renderText } from '../../../domain/digest/text.ts'
import type { Notice } from '../../../domain/reminders/notices.ts'
import { digestTexts } from '../../../domain/texts/digest.ts'
import { directory, links, modelDay } from './modelWeek.ts'

const recipientOf = (person: string) => {
  const found = recipients(directory).find(({ people }) => people.includes(person))
  if (!found) throw new Error(`${person} gets no mail`)
  return found
}
const noticesAbout = (id: string, rung: Notice['rung'], measures: readonly string[]): Notice[] => {
  const school = modelDay.schools.find((one) => one.id === id)
  if (!school) throw new Error(`There is no school ${id}`)
  return school.measures
    .filter((measure) => measures.includes(measure.id))
    .map((measure) => ({ school, measure, rung }))
}

describe('a reminder', () => {
  it('tells who answers what is near, with the days left, and how to answer', () => {
    const letter = composeReminder(
      modelDay,
      recipientOf('maruha-deputy'),
      () => links,
      noticesAbout('sch-maruha', 'responsible', ['m07', 'm09']),
    )
    expect(letter?.subject).toBe('Ваши меры: просрочена 1 мера, скоро срок у 1 меры')
    expect(letter && renderText(letter)).toBe(`Здравствуйте!

СОШ с. Маруха, понедельник, 20 сентября 2021 года.

ПРОСРОЧЕНА 1 МЕРА
Закрепить наставников за молодыми педагогами.
Срок был в среду, 15 сентября, прошло 5 дней.
Отметить исполнение: https://k.example.org/a?m=m07&do=report
Открыть строку: https://sheets.example.org/sch-maruha#row=m07
Нужна помощь: https://k.example.org/a?m=m07&do=help

СКОРО СРОК У 1 МЕРЫ
Утвердить график дополнительных занятий на 1-ю четверть.
Пятница, 24 сентября, осталось 4 дня.
Отметить исполнение: https://k.example.org/a?m=m09&do=report
Открыть строку: https://sheets.example.org/sch-maruha#row=m09
Нужна помощь: https://k.example.org/a?m=m09&do=help

Напоминание приходит перед сроком и после него, не чаще одного письма в день.
Настроить: https://k.example.org/p
Отписаться: https://k.example.org/p?stop
`)
  })

  it('tells the coordinator what is overdue, with its school, and proposes nothing of the school’s', () => {
    const letter = composeReminder(modelDay, recipientOf('coordinator'), () => links, [
      ...noticesAbout('sch-maruha', 'coordinator', ['m07']),
      ...noticesAbout('sch-ermol', 'coordinator', ['m07', 'm08']),
    ])
    expect(letter?.subject).toBe('Школы: просрочено 3 меры')
    const text = letter ? renderText(letter) : ''
    expect(text).toContain('СОШ с. Маруха: Закрепить наставников за молодыми педагогами.')
    expect(text).not.toContain('Отметить исполнение')
  })

  it('is none when there is nothing to remind of', () => {
    expect(composeReminder(modelDay, recipientOf('coordinator'), () => links, [])).toBeNull()
  })

  it('on the digest’s day is part of it, where the digest’s own lists do not hold it', () => {
    const [notice] = noticesAbout('sch-hgrech', 'responsible', ['m10'])
    if (!notice) throw new Error('The model week has this measure')
    const digest = composeDigest(modelDay, recipientOf('hgrech-head'), () => links, [notice])
    expect(digest && renderText(digest)).toContain('СКОРО СРОК У 1 МЕРЫ\nДни открытых дверей.')
    const inWeek = noticesAbout('sch-maruha', 'responsible', ['m09'])
    const own = composeDigest(modelDay, recipientOf('maruha-head'), () => links, inWeek)
    expect(own && renderText(own)).not.toContain('СКОРО СРОК')
  })

  it('brings hostile words harmless', () => {
    const [notice] = noticesAbout('sch-maruha', 'responsible', ['m07'])
    if (!notice) throw new Error('The model week has this measure')
    const event = '<script>x</script>\r\nBcc: all@example.org \u202E=IMPORTDATA("x")'
    const hostile = { ...notice, measure: { ...notice.measure, event: event.repeat(100) } }
    const letter = composeReminder(modelDay, recipientOf('maruha-head'), () => links, [hostile])
    if (!letter) throw new Error('There is something to remind of')
    expect(letter.subject.length).toBeLessThanOrEqual(60)
    expect(letter.preheader).not.toMatch(/[\r\n\u202E]/u)
    expect(renderHtml(letter)).not.toContain('<script')
    expect(renderHtml(letter).length).toBeLessThan(20_000)
    expect(renderText(letter)).not.toContain('\nBcc:')
  })
})

describe('the forms of a reminder’s words', () => {
  const { reminder, undelivered } = digestTexts.ru
  it.each([
    [0, 'Скоро срок у 0 мер', 'Не дошло 0 писем'],
    [1, 'Скоро срок у 1 меры', 'Не дошло 1 письмо'],
    [2, 'Скоро срок у 2 мер', 'Не дошли 2 письма'],
    [5, 'Скоро срок у 5 мер', 'Не дошло 5 писем'],
    [11, 'Скоро срок у 11 мер', 'Не дошло 11 писем'],
    [21, 'Скоро срок у 21 меры', 'Не дошло 21 письмо'],
    [22, 'Скоро срок у 22 мер', 'Не дошли 22 письма'],
    [101, 'Скоро срок у 101 меры', 'Не дошло 101 письмо'],
  ])('%i', (count, soon, letters) => {
    expect(reminder.soon(count)).toBe(soon)
    expect(undelivered.title(count)).toBe(letters)
  })

  it.each([
    [1, 'Пятница, остался 1 день.'],
    [2, 'Пятница, осталось 2 дня.'],
    [5, 'Пятница, осталось 5 дней.'],
    [11, 'Пятница, осталось 11 дней.'],
    [21, 'Пятница, остался 21 день.'],
    [22, 'Пятница, осталось 22 дня.'],
    [101, 'Пятница, остался 101 день.'],
  ])('%i days left', (count, said) => {
    expect(reminder.left('пятница', count, false)).toBe(said)
  })
})
