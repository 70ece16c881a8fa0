import { beforeEach, describe, expect, test } from 'vitest'
import { DEPUTY, HEAD, openAddonDesk } from './addonDesk.ts'
import type { AddonDesk } from './addonDesk.ts'

let desk: AddonDesk
beforeEach(async () => {
  desk = await openAddonDesk()
})

async function enabled(): Promise<void> {
  await desk.script.run(desk.id, DEPUTY, 'enableSync')
  desk.said(DEPUTY)
  desk.runs()
}

/** Service calls of the runs that went on after their first look, largest first. */
function callsOfRuns(): number[] {
  return desk
    .runs()
    .map(({ serviceCalls }) => Object.values(serviceCalls).reduce((sum, n) => sum + n, 0))
    .sort((a, b) => b - a)
}

function values(): Record<string, string>[] {
  return Object.values(desk.server.values())
}

describe('the menu', () => {
  test('is «Программа 500+» with its items', async () => {
    const [menu] = await desk.script.open(desk.id, DEPUTY)
    expect(menu?.title).toBe('Программа 500+')
    expect(menu?.items.flatMap(({ label }) => (label === undefined ? [] : [label]))).toEqual([
      'Что ждёт меня…',
      'Включить',
      'Отправить сейчас',
      'Загрузить дорожную карту…',
      'Справка…',
      'Выгрузить в файл…',
      'Проверка и решения…',
      'Другие таблицы…',
      'Выбрать вариант…',
      'Это не личные данные',
      'Школы с низкими результатами…',
      'Создать таблицы школ',
      'Начать новый год…',
      'Проверить и починить таблицу',
      'Выключить',
      'О программе',
    ])
  })

  test('«Включить» makes the person the named sender, with three triggers however often it is pressed', async () => {
    await desk.script.run(desk.id, DEPUTY, 'enableSync')
    await desk.script.run(desk.id, DEPUTY, 'enableSync')
    expect(desk.script.triggers(desk.id).map(({ fn, user }) => [fn, user])).toEqual([
      ['onEditInstalled', DEPUTY],
      ['onChangeInstalled', DEPUTY],
      ['hourly', DEPUTY],
    ])
    expect(desk.server.requests[0]).toMatchObject({ enable: true, shell: 'addon' })
    expect(desk.tokens[0]).toBe(`Bearer token-of-${DEPUTY}`)
    expect(desk.said(DEPUTY)).toEqual([expect.stringMatching(/^Включено\./), expect.any(String)])
    await desk.script.run(desk.id, HEAD, 'about')
    expect(desk.said(HEAD)).toEqual([expect.stringContaining(DEPUTY)])
  })

  test('«Включить» that the server refuses installs nothing and says why', async () => {
    const message = 'Вашего адреса нет среди участников программы.'
    desk.instead = {
      status: 403,
      body: JSON.stringify({ error: { code: 'person.unknown', message } }),
    }
    await desk.script.run(desk.id, HEAD, 'enableSync')
    expect(desk.script.triggers(desk.id)).toEqual([])
    expect(desk.said(HEAD)).toEqual([message])
  })

  test('«Выключить» takes the triggers away, and typing is sent no more', async () => {
    await enabled()
    await desk.script.run(desk.id, DEPUTY, 'disableSync')
    expect(desk.script.triggers(desk.id)).toEqual([])
    desk.hand(DEPUTY).type("'Меры'!B2", 'Педсовет')
    await desk.script.idle()
    expect(values()).toEqual([])
  })
})

describe('typing', () => {
  test('is stored by itself and comes back in its full form, in at most 8 service calls', async () => {
    await enabled()
    const hand = desk.hand(DEPUTY)
    hand.type("'Меры'!B2", 'Педсовет')
    await desk.script.idle()
    const fresh = callsOfRuns()
    hand.type("'Меры'!C2", '15.3.21')
    await desk.script.idle()
    const edit = callsOfRuns()
    expect(values()).toEqual([{ event: 'Педсовет', deadline: '15.03.2021' }])
    expect(desk.text('C2')).toBe('15.03.2021')
    expect(fresh).toEqual([8, 0])
    expect(edit).toEqual([8, 0])
  })

  test.each([50, 500])(
    'of %i rows at once takes as many service calls as of one',
    async (count) => {
      await enabled()
      const lines = Array.from({ length: count }, (_, i) => `${i + 1}\tМера ${i + 1}\t1.10.21`)
      desk.hand(DEPUTY).paste("'Меры'!A2", lines.join('\n'))
      await desk.script.idle()
      expect(callsOfRuns()).toEqual([8, 0])
      expect(values()).toHaveLength(count)
      desk.hand(DEPUTY).paste("'Меры'!C2", lines.map(() => '2.10.21').join('\n'))
      await desk.script.idle()
      expect(callsOfRuns()).toEqual([8, 0])
      expect(desk.text(`C${count + 1}`)).toBe('02.10.2021')
    },
  )

  test('of a person who is not the sender goes through the sender’s trigger', async () => {
    await enabled()
    desk.hand(HEAD).type("'Меры'!B2", 'Педсовет')
    await desk.script.idle()
    expect(values()).toEqual([{ event: 'Педсовет' }])
    expect(new Set(desk.runs().map(({ user }) => user))).toEqual(new Set([DEPUTY]))
    expect(desk.server.requests.at(-1)).not.toHaveProperty('editor')
  })

  test('wakes only the named sender: a former sender’s triggers leave at once', async () => {
    await enabled()
    await desk.script.run(desk.id, HEAD, 'enableSync')
    desk.runs()
    desk.hand(DEPUTY).type("'Меры'!B2", 'Педсовет')
    await desk.script.idle()
    const byUser = desk
      .runs()
      .flatMap(({ user, fn, serviceCalls }) =>
        fn === 'onEditInstalled'
          ? [[user, Object.values(serviceCalls).reduce((sum, n) => sum + n, 0)]]
          : [],
      )
    expect(Object.fromEntries(byUser)).toEqual({ [HEAD]: 8, [DEPUTY]: 1 })
    expect(values()).toHaveLength(1)
  })

  test('in a burst is drained by few runs, and nothing is left behind', async () => {
    await enabled()
    const hand = desk.hand(DEPUTY)
    for (let i = 2; i < 22; i++) hand.type(`'Меры'!B${i}`, `Мера ${i}`)
    await desk.script.idle()
    expect(values()).toHaveLength(20)
    expect(desk.server.requests.length).toBeLessThan(20)
    expect(desk.runs().flatMap(({ error }) => error ?? [])).toEqual([])
  })

  test('with triggers that fire twice makes no document twice', async () => {
    await enabled()
    desk.script.faults.trigger({ do: 'duplicate', times: 4 })
    desk.hand(DEPUTY).paste("'Меры'!A2", '1\tПедсовет\n2\tКурсы')
    await desk.script.idle()
    expect(values()).toHaveLength(2)
  })

  test('whose trigger never came is sent within the hour', async () => {
    await enabled()
    desk.script.faults.trigger({ do: 'drop', times: 2 })
    desk.hand(DEPUTY).type("'Меры'!B2", 'Педсовет')
    await desk.script.idle()
    expect(values()).toEqual([])
    await desk.later(1)
    expect(values()).toEqual([{ event: 'Педсовет' }])
  })
})

describe('without a connection', () => {
  test('people are told how many rows wait, and they go by themselves later', async () => {
    await enabled()
    desk.server.lose = 'request'
    desk.hand(DEPUTY).paste("'Меры'!A2", '1\tПедсовет\n2\tКурсы\n3\tДиагностика')
    await desk.script.idle()
    expect(desk.said(DEPUTY)).toEqual([
      'Нет связи. 3 строки ждут отправки и уйдут сами, вводить заново не нужно.',
    ])
    expect(values()).toEqual([])
    await desk.later(1)
    expect(values()).toHaveLength(3)
  })

  test('a run that dies anywhere leaves rows that are stored once', async () => {
    await enabled()
    const services = [
      'Sheets.Spreadsheets.get',
      'Sheets.Spreadsheets.batchUpdate',
      'UrlFetchApp.fetch',
      'PropertiesService.setProperties',
    ]
    const hand = desk.hand(DEPUTY)
    for (const [i, service] of services.entries()) {
      for (const [j, when] of (['before', 'after'] as const).entries()) {
        desk.script.faults.call({ service, when })
        hand.type(`'Меры'!B${2 + i * 2 + j}`, `Мера ${service} ${when}`)
        await desk.script.idle()
        desk.script.faults.clear()
      }
    }
    await desk.later(1)
    expect(values()).toHaveLength(8)
    expect(new Set(values().map(({ event }) => event)).size).toBe(8)
  })
})

/** Two values in «Срок» of row 2. @returns the row's id */
async function conflict(): Promise<string> {
  await enabled()
  desk.hand(DEPUTY).paste("'Меры'!A2", '1\tПедсовет\t15.09.2021')
  await desk.script.idle()
  const [id = ''] = desk.server.rows.keys()
  desk.server.write('measures', id, { deadline: '30.09.2021' })
  desk.hand(DEPUTY).type("'Меры'!C2", '24.09.2021')
  await desk.script.idle()
  desk.said(DEPUTY)
  desk.script.select(desk.id, DEPUTY, "'Меры'!C2")
  return id
}

describe('questions', () => {
  test.each([
    ['YES', '24.09.2021'],
    ['NO', '30.09.2021'],
    ['CLOSE', '24.09.2021'],
  ] as const)(
    '«Выбрать вариант…» answered with %s leaves %s in the cell',
    async (button, value) => {
      const id = await conflict()
      desk.script.answerPrompt(desk.id, DEPUTY, { button })
      await desk.script.run(desk.id, DEPUTY, 'chooseVersion')
      const [question = ''] = desk.said(DEPUTY)
      expect(question).toContain('Да: записать 24.09.2021.\nНет: оставить 30.09.2021.')
      expect(desk.text('C2')).toBe(value)
      const stored = button === 'YES' ? '24.09.2021' : '30.09.2021'
      expect(desk.server.values()[id]).toMatchObject({ deadline: stored })
    },
  )

  test('«Выбрать вариант…» in a row without a choice says where to go', async () => {
    await conflict()
    desk.script.select(desk.id, DEPUTY, "'Меры'!C9")
    await desk.script.run(desk.id, DEPUTY, 'chooseVersion')
    expect(desk.said(DEPUTY)).toEqual([expect.stringContaining('выбирать не из чего')])
  })

  test.each([
    ['YES', 3],
    ['NO', 0],
  ] as const)(
    'cleared rows are held; «Отправить сейчас» answered with %s',
    async (button, emptied) => {
      await enabled()
      desk.hand(DEPUTY).paste("'Меры'!A2", '1\tПедсовет\n2\tКурсы\n3\tДиагностика')
      await desk.script.idle()
      desk.hand(DEPUTY).clear("'Меры'!A2:G40")
      await desk.script.idle()
      expect(desk.said(DEPUTY)).toEqual([expect.stringContaining('очищены')])
      expect(values().filter(({ event }) => event !== undefined)).toHaveLength(3)
      desk.script.answerPrompt(desk.id, DEPUTY, { button })
      await desk.script.run(desk.id, DEPUTY, 'sendNow')
      expect(values().filter(({ event }) => event === undefined)).toHaveLength(emptied)
    },
  )
})
