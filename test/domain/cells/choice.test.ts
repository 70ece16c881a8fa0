import { describe, expect, it } from 'vitest'
import { choice } from '../../../domain/cells/choice.ts'
import { STATUSES } from '../../../domain/tables/measures.ts'
import { textsIn } from '../../../domain/texts/texts.ts'
import { cellContext } from '../sample.ts'

const status = choice(STATUSES, (texts) => texts.tables.measures.status, 'status')

/** What is said of an entry that is refused; nothing of one that is taken. */
function said(entry: string): string {
  const parsed = status.parse(entry, cellContext())
  return parsed.ok ? '' : parsed.problem.text
}

describe('choice cells', () => {
  it('offer their labels in order, in the language of the workbook', () => {
    expect(status.options?.(cellContext())).toEqual([
      'Не начата',
      'В работе',
      'Исполнена',
      'Исполнена частично',
      'Не исполнена',
      'Отменена',
    ])
    expect(status.options?.(cellContext('en'))?.[2]).toBe('Done')
  })

  it('store codes, and nothing else', () => {
    expect(status.schema.safeParse('done').success).toBe(true)
    expect(status.schema.safeParse('Исполнена').success).toBe(false)
  })

  it('read each label that they show, in both languages', () => {
    for (const language of ['ru', 'en'] as const) {
      for (const code of STATUSES) {
        const shown = status.show(code, cellContext(language)).value ?? ''
        expect(status.parse(shown, cellContext(language))).toEqual({ ok: true, value: code })
      }
    }
  })

  it('never take another word for a label silently, only suggest', () => {
    const { alsoSaid, labels } = textsIn('ru').tables.measures.status
    const notSuggested = STATUSES.flatMap((code) =>
      alsoSaid[code].split(';').filter((word) => !said(word).includes(`«${labels[code]}»`)),
    )
    expect(notSuggested).toEqual([])
  })

  it('never suggest the opposite of what was typed', () => {
    const entries = ['не испол', 'нe исполена', 'неисполена', 'не сдлано', 'не исполненаа']
    expect(entries.filter((entry) => said(entry) === '')).toEqual([])
    expect(entries.filter((entry) => said(entry).includes('подойдёт «Исполнена»'))).toEqual([])
  })

  it('do not take a question for an answer', () => {
    expect(status.parse('Исполнена', cellContext()).ok).toBe(true)
    expect(status.parse('Исполнена?', cellContext()).ok).toBe(false)
  })

  it('name several where several may be meant', () => {
    const twins = choice(['a', 'b'], () => ({ labels: { a: 'Группа А1', b: 'Группа Б1' } }))
    const parsed = twins.parse('Группа В1', cellContext())
    expect(parsed.ok ? '' : parsed.problem.text).toBe(
      'В списке нет значения «Группа В1». Может подойти «Группа А1» или «Группа Б1»: выберите нужное в ячейке.',
    )
  })

  it('say which status counts until then', () => {
    expect(status.inForce?.('В работе', textsIn('ru'))).toBe(
      ' Пока действует прежний статус, «В работе».',
    )
  })
})
