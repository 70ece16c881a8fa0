import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Programme } from '../../domain/records.ts'

/** A table file: its headers, and its rows as one would type them. */
export interface TypedTable {
  readonly headers: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** One line of the journal: who typed what where, and when. */
export interface Entry {
  /** The moment in the programme's time zone. */
  readonly at: Date
  /** Id of the person, as in `people.tsv`. */
  readonly who: string
  readonly tab: string
  /** What stands under «№» in the row. */
  readonly number: string
  readonly header: string
  /** Neighbouring cells to the right, from `header` on. */
  readonly texts: readonly string[]
}

const programmeSchema = z.object({
  name: z.string(),
  municipality: z.string(),
  order: z.string(),
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  timeZone: z.string(),
  language: z.enum(['ru', 'en']),
  mailHour: z.int(),
  silentDays: z.int(),
})

/** Id of the sample programme in the store. */
export const PROGRAMME = 'zelenchuk'

/** Moscow has been at UTC+3 the year round since 2014. */
const OFFSET = '+03:00'

export function sampleProgramme(): Programme {
  return programmeSchema.parse(JSON.parse(text('programme.json')))
}

/** @param name file name without `.tsv`, such as `measures-maruha`. */
export function typedTable(name: string): TypedTable {
  const [headers = [], ...rows] = text(`${name}.tsv`)
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))
  return { headers, rows }
}

/** The journal of the sample's half year, in the order of time. */
export function journal(): Entry[] {
  return typedTable('journal').rows.map((fields, index) => {
    const [day = '', time = '', who = '', tab = '', number = '', header = '', entered = ''] = fields
    const [date = '', month = '', year = ''] = day.split('.')
    const at = new Date(`${year}-${month}-${date}T${time}:00${OFFSET}`)
    if (Number.isNaN(at.getTime()))
      throw new Error(`journal.tsv, line ${index + 2}: no such moment`)
    return { at, who, tab, number, header, texts: entered.split(' | ') }
  })
}

/** @example sampleMoment('2021-09-20', '08:10') */
export function sampleMoment(day: string, time: string): Date {
  return new Date(`${day}T${time}:00${OFFSET}`)
}

function text(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
}
