import type { Memory } from '../domain/workbook/effects.ts'
import { NOTHING_REMEMBERED } from '../domain/workbook/run.ts'

/** What the add-on keeps with the document, for all its users. */
export interface Settings {
  /** Address of the function `sync`. */
  readonly url: string
  /** Address of the named sender, or null while nobody has pressed «Включить». */
  readonly sender: string | null
  /** Ids of the sender's triggers: others leave at once. */
  readonly triggers: readonly string[]
  /** Left by a run that found the workbook busy; a new one tells the busy run to look again. */
  readonly mark: string
  readonly memory: Memory
}

/** Google's limit is 9 KB a value; Cyrillic takes two bytes a letter. */
const PIECE = 4_000

/** Reads everything with one service call. */
export function readSettings(): Settings {
  const all = PropertiesService.getDocumentProperties().getProperties()
  return {
    url: all['url'] ?? '',
    sender: all['sender'] || null,
    triggers: (all['triggers'] ?? '').split(',').filter((id) => id !== ''),
    mark: all['mark'] ?? '',
    memory: readMemory(all),
  }
}

export function writeSettings(change: {
  url?: string
  sender?: string
  triggers?: readonly string[]
  mark?: string
  memory?: Memory
}): void {
  const { triggers, memory, ...texts } = change
  const all: Record<string, string> = { ...texts }
  if (triggers) all['triggers'] = triggers.join(',')
  if (memory) Object.assign(all, memoryPieces(memory))
  PropertiesService.getDocumentProperties().setProperties(all)
}

export function readMark(): string {
  return PropertiesService.getDocumentProperties().getProperty('mark') ?? ''
}

function readMemory(all: Record<string, string>): Memory {
  const pieces: string[] = []
  for (let i = 0; i < Number(all['memory.pieces'] ?? 0); i++) pieces.push(all[`memory.${i}`] ?? '')
  if (pieces.length === 0) return NOTHING_REMEMBERED
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `memoryPieces` alone; an older version may have kept less
  const memory = JSON.parse(pieces.join('')) as Partial<Memory>
  return { ...NOTHING_REMEMBERED, ...memory }
}

function memoryPieces(memory: Memory): Record<string, string> {
  const text = JSON.stringify(memory)
  const pieces: Record<string, string> = {}
  let count = 0
  for (let at = 0; at < text.length; at += PIECE) {
    pieces[`memory.${count++}`] = text.slice(at, at + PIECE)
  }
  return { ...pieces, 'memory.pieces': String(count) }
}
