import { describe, expect, it } from 'vitest'
import { participants } from '../../../domain/digest/addressees.ts'
import { composeDigest } from '../../../domain/digest/compose.ts'
import type { Digest } from '../../../domain/digest/digest.ts'
import { readDirectory } from '../../../domain/directory.ts'
import { programmeDay } from '../../../domain/digest/programmeDay.ts'
import { recipients } from '../../../domain/digest/recipients.ts'
import { renderText } from '../../../domain/digest/text.ts'
import type { Brief } from '../../../domain/records.ts'
import {
  card,
  cards,
  directory,
  directoryCard,
  links,
  measures,
  modelDay,
  monday,
  programme,
} from './modelWeek.ts'

function digestOf(person: string): Digest | null {
  const recipient = recipients(directory).find(({ people }) => people.includes(person))
  if (!recipient) throw new Error(`${person} is not told anything`)
  return composeDigest(modelDay, recipient, () => links)
}

function must(digest: Digest | null): Digest {
  if (!digest) throw new Error('There is no digest')
  return digest
}

describe('the digests of the model week', () => {
  it('tell the head of Maruha what is overdue, due, to improve and to correct', () => {
    const digest = must(digestOf('maruha-head'))
    expect(digest.subject).toBe('Маруха: просрочена 1 мера, на этой неделе срок у 2 мер')
    expect(digest.preheader).toBe(
      'Ещё нужно доработать 1 меру и исправить 1 ячейку. Исполнено 6 мер из 7, у которых наступил срок.',
    )
    expect(renderText(digest)).toBe(`Здравствуйте!

СОШ с. Маруха, понедельник, 20 сентября 2021 года.
Срок наступил у 7 мер из 10: исполнено 6, просрочена 1. Из исполненных подтверждено куратором 4.
За неделю исполнена 1 мера. Спасибо!

ПРОСРОЧЕНА 1 МЕРА
Закрепить наставников за молодыми педагогами.
Срок был в среду, 15 сентября, прошло 5 дней. Отвечает заместитель директора по УВР.
Отметить исполнение: https://k.example.org/a?m=m07&do=report
Открыть строку: https://sheets.example.org/sch-maruha#row=m07
Нужна помощь: https://k.example.org/a?m=m07&do=help

НА ЭТОЙ НЕДЕЛЕ СРОК У 2 МЕР
Среда, 22 сентября. Провести входную диагностику по математике, 5–9 классы. Отвечает руководитель ШМО.
Пятница, 24 сентября. Утвердить график дополнительных занятий на 1-ю четверть. Отвечает заместитель директора по УВР.

КУРАТОР ПРОСИТ ДОРАБОТАТЬ 1 МЕРУ
Диагностика профессиональных дефицитов педагогов.
«В справке нет вывода по начальным классам, добавьте, пожалуйста».
Дополнить: https://k.example.org/a?m=m05&do=improve
Открыть строку: https://sheets.example.org/sch-maruha#row=m05

НЕ ХВАТАЕТ 1 ДОКУМЕНТА
Программа антирисковых мер на 2021/22 учебный год.
Срок был в среду, 15 сентября.
Открыть строку: https://sheets.example.org/sch-maruha#row=d6

ИСПРАВИТЬ В ТАБЛИЦЕ 1 ЯЧЕЙКУ
«Меры», строка 9, «Срок». В записи «15/03» не указан год.
Открыть ячейку: https://sheets.example.org/sch-maruha#row=m10&column=deadline

Если мера уже исполнена, поставьте статус «Исполнена» и дату, и в следующей сводке её не будет. Если срок выдержать не получается, заполните «Предлагаемый срок» и «Причина переноса» или напишите в столбце «Нужна помощь», что нужно.

Письмо приходит раз в неделю, в первый рабочий день, и только когда есть о чём сообщить.
Настроить: https://k.example.org/p
Отписаться: https://k.example.org/p?stop
`)
    expect(digest.messenger).toBe(
      'Коллеги, доброе утро! СОШ с. Маруха, 20 сентября. Просрочена 1 мера: «Закрепить наставников за молодыми педагогами» (срок 15.09). На этой неделе срок у 2 мер: 22.09 «Провести входную диагностику по математике, 5–9 классы», 24.09 «Утвердить график дополнительных занятий на 1-ю четверть». Подробности в таблице.',
    )
  })

  it('tell the coordinator what to decide and how the schools stand', () => {
    const digest = must(digestOf('coordinator'))
    expect(digest.subject).toBe('«500+»: просрочено 3 меры, 1 школа без записей 17 дней')
    expect(digest.preheader).toBe(
      'Исполнено 19 мер из 22, у которых наступил срок. Ваше решение нужно по 3 вопросам.',
    )
    expect(renderText(digest)).toBe(`Здравствуйте!

Программа «500+», Зеленчукский муниципальный район, понедельник, 20 сентября 2021 года.
Срок наступил у 22 мер: исполнено 19 (86 %), просрочено 3.
Неделю назад: исполнено 17 из 21 (81 %), просрочено 4.

НУЖНО ВАШЕ РЕШЕНИЕ: 3 ВОПРОСА
1. ООШ с. Нижняя Ермоловка: записей нет 17 дней (последняя 3 сентября), просрочено 2 меры.
Открыть таблицу школы: https://sheets.example.org/sch-ermol
Скопировать сообщение школе: https://k.example.org/m?school=sch-ermol

2. СОШ с. Х-Греческого просит помощи: «Педвуз не ответил на письмо о практике студентов». Срок меры 1 октября.
Ответить: https://k.example.org/a?m=m09&do=reply
Открыть строку: https://sheets.example.org/sch-hgrech#row=m09

3. СОШ с. Х-Греческого предлагает перенести «Дни открытых дверей» с 15 на 29 октября. Причина: ремонт актового зала.
Согласовать: https://k.example.org/a?m=m10&do=agree
Отклонить: https://k.example.org/a?m=m10&do=decline
Открыть строку: https://sheets.example.org/sch-hgrech#row=m10

Согласны перенести: впишите новый срок в столбец «Срок». Не согласны: очистите «Предлагаемый срок». До этого действует прежний срок.

ПО ШКОЛАМ (сначала те, кому нужно внимание)
Школа | Срок наступил | Исполнено | Подтверждено | Просрочено | Документы | Последняя запись
ООШ с. Нижняя Ермоловка | 8 | 6 | 3 | 2 | 4 из 6 | 3 сентября
СОШ с. Маруха | 7 | 6 | 4 | 1 | 5 из 6 | 17 сентября
СОШ с. Х-Греческого | 7 | 7 | 5 | 0 | 6 из 6 | 16 сентября
Всего | 22 | 19 | 12 | 3 | 15 из 18 |

ЖДУТ ПРОВЕРКИ КУРАТОРА 6 МЕР, из них 2 меры дольше 10 дней.
Открыть список: https://sheets.example.org/programme#table=measures

НЕ ХВАТАЕТ 3 ДОКУМЕНТОВ. Нижняя Ермоловка: Среднесрочная программа развития, Программа антирисковых мер. Маруха: Программа антирисковых мер на 2021/22 учебный год.
Открыть: https://sheets.example.org/programme#table=documents

НА ЭТОЙ НЕДЕЛЕ. Срок у 5 мер; вебинар ФИС ОКО в среду, 22 сентября. В таблицах школ осталось исправить 1 ячейку (Маруха).

Открыть таблицу программы: https://sheets.example.org/programme

Вам сводка приходит каждую неделю, даже если всё в порядке: так видно, что система работает.
Настроить: https://k.example.org/p
Отписаться: https://k.example.org/p?stop
`)
  })

  it('tell a responsible only the measures of the own post', () => {
    const digest = must(digestOf('maruha-shmo'))
    expect(digest.subject).toBe('Ваши меры: на этой неделе срок у 1 меры')
    const text = renderText(digest)
    expect(text).toContain('СОШ с. Маруха, руководитель ШМО, понедельник, 20 сентября 2021 года.')
    expect(text).toContain('Провести входную диагностику')
    expect(text).not.toContain('наставников')
    expect(text).not.toContain('15/03')
  })

  it('tell the curator what waits for a check, the longest wait first, over all accompanied schools', () => {
    const digest = must(digestOf('kurator-1'))
    expect(digest.subject).toBe('Ваши школы: просрочено 3 меры, ждут проверки 6 мер')
    const text = renderText(digest)
    const waits = [...text.matchAll(/^Исполнена (.+?)\. Подтверждение/gm)].map((match) => match[1])
    expect(waits).toEqual([
      '31 августа',
      '8 сентября',
      '10 сентября',
      '11 сентября',
      '16 сентября',
      '16 сентября',
    ])
    expect(text).toContain('НУЖНО ВАШЕ УЧАСТИЕ: 3 ВОПРОСА')
    // Deadlines are the coordinator's to set.
    expect(text).not.toContain('впишите новый срок')
  })

  it('speak English to those who chose it', () => {
    const recipient = recipients(directory).find(({ people }) => people.includes('maruha-head'))
    if (!recipient) throw new Error('The head is not told anything')
    const digest = must(composeDigest(modelDay, { ...recipient, language: 'en' }, () => links))
    expect(digest.subject).toBe('Маруха: 1 measure overdue, 2 measures due this week')
    expect(renderText(digest)).toContain(
      'It was due on Wednesday, 15 September, 5 days ago. Responsible: заместитель директора по УВР.',
    )
  })
})

describe('a week in which all is well', () => {
  const quiet: Brief = { event: 'Мониторинг', deadline: '2021-11-01', status: 'inProgress' }
  const quietCards = new Map(
    participants(directory).map(({ id }) => [
      id,
      card({ lastEntryOn: monday, briefs: measures(quiet) }),
    ]),
  )
  const day = programmeDay(programme, monday, directory, quietCards)

  it('is told to the coordinator, without a comparison that has no snapshot', () => {
    const [coordinator] = recipients(directory)
    if (!coordinator) throw new Error('Nobody is told anything')
    const digest = must(composeDigest(day, coordinator, () => links))
    expect(digest.subject).toBe('«500+»: просроченных мер нет')
    expect(digest.preheader).toBe(
      'Срок пока не наступил ни у одной меры. Решений от вас не требуется.',
    )
    expect(renderText(digest)).not.toContain('Неделю назад')
    expect(renderText(digest)).toContain(
      'НА ЭТОЙ НЕДЕЛЕ. Сроков на этой неделе нет; вебинар ФИС ОКО в среду, 22 сентября.',
    )
  })

  it('is not told to anybody else', () => {
    for (const recipient of recipients(directory).slice(1)) {
      expect(composeDigest(day, recipient, () => links)).toBeNull()
    }
  })
})

describe('an address with several roles', () => {
  it('gets one digest with a part for each, the widest first', () => {
    const shared = readDirectory({
      ...directoryCard,
      briefs: {
        ...directoryCard.briefs,
        people: Object.fromEntries(
          Object.entries(directoryCard.briefs['people'] ?? {}).map(([id, brief]) => [
            id,
            ['coordinator', 'kurator-1', 'maruha-head', 'maruha-deputy'].includes(id)
              ? { ...brief, email: 'office@example.org' }
              : brief,
          ]),
        ),
      },
    })
    const all = recipients(shared)
    expect(all.map(({ email }) => email)).toEqual([
      'ermol-head@example.org',
      'hgrech-head@example.org',
      'maruha-shmo@example.org',
      'office@example.org',
    ])
    const office = all.find(({ email }) => email === 'office@example.org')
    if (!office) throw new Error('The office is not told anything')
    // The deputy's share is within the head's.
    expect(office.views.map((view) => view.of)).toEqual(['coordinator', 'curator', 'head'])
    const text = renderText(must(composeDigest(modelDay, office, () => links)))
    expect(text.match(/Здравствуйте/g)).toHaveLength(1)
    expect(text.indexOf('НУЖНО ВАШЕ РЕШЕНИЕ')).toBeLessThan(text.indexOf('ВАМ КАК КУРАТОРУ'))
    expect(text.indexOf('ВАМ КАК КУРАТОРУ')).toBeLessThan(text.indexOf('О ШКОЛЕ: СОШ С. МАРУХА'))
  })
})

describe('long lists', () => {
  it('show ten rows and say how many are left', () => {
    const late: Brief = { event: 'Мера', deadline: '2021-09-01', status: 'inProgress' }
    const many = new Map([
      ...cards,
      [
        'sch-maruha',
        card({ lastEntryOn: monday, briefs: measures(...Array.from({ length: 31 }, () => late)) }),
      ] as const,
    ])
    const day = programmeDay(programme, monday, directory, many)
    const head = recipients(directory).find(({ people }) => people.includes('maruha-head'))
    if (!head) throw new Error('The head is not told anything')
    const text = renderText(must(composeDigest(day, head, () => links)))
    expect(text).toContain('ПРОСРОЧЕНА 31 МЕРА')
    expect(text.match(/^Открыть строку/gm)).toHaveLength(10)
    expect(text).toContain('и ещё 21 мера')
  })
})
