import { actingPerson } from '../domain/access.ts'
import type { Witness } from '../domain/corrections.ts'
import { localDay } from '../domain/days.ts'
import type { Directory } from '../domain/directory.ts'
import type { Card, ChangeRecord, Day, Programme } from '../domain/records.ts'
import type { RowContext } from '../domain/row.ts'
import { referencesIn } from '../domain/tables/references.ts'
import { textsIn, type Texts } from '../domain/texts/texts.ts'
import { UNSIGNED } from './caller.ts'
import { DIRECTORY } from './store/documents.ts'

/** The programme as one request sees it. */
export interface World extends Witness {
  readonly programme: Programme
  readonly directory: Directory
  readonly texts: Texts
  /** The programme's day. */
  readonly today: Day
  /** The moment of the request by the programme's clock, milliseconds since 1970. */
  readonly at: number
  /** Hour and minute of a moment in the programme's time zone: «08:10». */
  clockTime(moment: number): string
  /** For rows of a school (null: of the programme), with the card that knows its lists. */
  contextOf(school: string | null, card: Card): RowContext
  /**
   * Who wrote what a record tells: the editor that the trigger reported, where the directory knows the
   * address, otherwise the person who sent it. A person id.
   */
  writerOf(record: Pick<ChangeRecord, 'by' | 'reportedEditor' | 'card'>): string
}

/** @param now the moment by the programme's clock */
export function worldOf(programme: Programme, directory: Directory, now: Date): World {
  const texts = textsIn(programme.language)
  const at = now.getTime()
  const today = localDay(at, programme.timeZone)
  const lookups = new WeakMap<Card, RowContext['references']>()

  const referencesOf = (card: Card): RowContext['references'] => {
    const known = lookups.get(card)
    if (known !== undefined) return known
    const isDirectory = card.briefs['schools'] !== undefined
    const find = referencesIn(isDirectory ? card.briefs : directory.card.briefs, () => card.briefs)
    // A school that has no profile yet may name any risk: its roadmap comes first.
    const hasProfile = Object.keys(card.briefs['riskProfiles'] ?? {}).length > 0
    const references: RowContext['references'] = (list, school) =>
      find(list, hasProfile ? school : null)
    lookups.set(card, references)
    return references
  }

  return {
    programme,
    directory,
    texts,
    today,
    at,
    clockTime: (moment) => clockTime(moment, programme.timeZone),
    contextOf: (school, card) => ({
      texts,
      today,
      firstDay: programme.firstDay,
      lastDay: programme.lastDay,
      school,
      references: referencesOf(card),
      beside: card.briefs,
    }),
    writerOf: ({ by, reportedEditor, card }) => {
      const address = reportedEditor?.toLowerCase()
      const editors = directory.people.filter(({ email }) => email === address)
      return actingPerson(editors, directory, card === DIRECTORY ? null : card)?.id ?? by
    },
    personNamed: (id) => {
      if (id === UNSIGNED) return texts.sync.somebody
      const person = directory.people.find((one) => one.id === id)
      return person === undefined
        ? texts.sync.nobody
        : (person.post ?? texts.tables.people.role.labels[person.role])
    },
    moment: (moment) => {
      const time = clockTime(moment, programme.timeZone)
      const day = localDay(moment, programme.timeZone)
      const sameDay = day === localDay(at, programme.timeZone)
      return texts.sync.moment(time, sameDay ? null : dayNamed(moment, programme))
    },
  }
}

/** @example clockTime(Date.UTC(2021, 8, 20, 7, 42), 'Europe/Moscow') // '10:42' */
function clockTime(moment: number, timeZone: string): string {
  return new Intl.DateTimeFormat('ru', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    moment,
  )
}

/** «17 сентября», “17 September”. */
function dayNamed(moment: number, { language, timeZone }: Programme): string {
  const locale = language === 'ru' ? 'ru' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'long' }).format(moment)
}
