import type { ProbeStepId } from '../../domain/texts/probe.ts'
import type { Scratch } from './scratch.ts'

/** The tab in which the person does things by hand. */
export const BOARD = { sheetId: 7_000, title: 'Проба' } as const

/** Something that only a person's hand can show: what to do stands in `domain/texts/probe.ts`. */
export interface Step {
  readonly id: ProbeStepId
  /** What the local workbook answers: the cells that are looked at, and the events that came. */
  readonly expected: string
  /** What is looked at afterwards. */
  readonly look: (scratch: Scratch) => unknown
}

const board = (range: string) => (scratch: Scratch) => scratch.entered(`'${BOARD.title}'!${range}`)
/** «Текст», the number and the hidden column beside them, without the empty cells and rows at the end. */
const rows = (scratch: Scratch) => trimmed(board('A2:C6')(scratch).map((row) => trimmed(row)))

function trimmed<T>(list: readonly T[]): readonly T[] {
  const isEmpty = (item: T) => item === null || (Array.isArray(item) && item.length === 0)
  const end = list.reduce((last, item, at) => (isEmpty(item) ? last : at + 1), 0)
  return list.slice(0, end)
}

/** In their order: each goes on from what the one before has left. */
export const STEPS: readonly Step[] = [
  { id: 'wait', look: () => null, expected: '[null,[]]' },
  {
    id: 'typeText',
    look: board('A8'),
    expected: '[[["15.3.21"]],["change EDIT","edit A8 15.3.21"]]',
  },
  {
    id: 'typeDate',
    look: board('B8'),
    expected: '[[[44270]],["change EDIT","edit B8 44270"]]',
  },
  {
    id: 'typeNumber',
    look: board('B9'),
    expected: '[[[12.5]],["change EDIT","edit B9 12.5"]]',
  },
  {
    id: 'pasteBlock',
    look: board('A10:B11'),
    expected: '[[["d",4],["b",2]],["change EDIT","edit A10:B11"]]',
  },
  {
    id: 'sort',
    look: rows,
    expected: '[[["a",1,"id-4"],["b",2,"id-2"],["c",3,"id-3"],["d",4,"id-1"]],["change OTHER"]]',
  },
  {
    id: 'undoSort',
    look: rows,
    expected: '[[["d",4,"id-1"],["b",2,"id-2"],["c",3,"id-3"],["a",1,"id-4"]],["change OTHER"]]',
  },
  {
    id: 'deleteRow',
    look: rows,
    expected: '[[["d",4,"id-1"],["c",3,"id-3"],["a",1,"id-4"]],["change REMOVE_ROW"]]',
  },
  {
    id: 'undoDelete',
    look: rows,
    expected: '[[["d",4,"id-1"],["b",2,"id-2"],["c",3,"id-3"],["a",1,"id-4"]],["change OTHER"]]',
  },
  {
    id: 'insertRow',
    look: rows,
    expected:
      '[[["d",4,"id-1"],[],["b",2,"id-2"],["c",3,"id-3"],["a",1,"id-4"]],["change INSERT_ROW"]]',
  },
  {
    id: 'copyRow',
    look: rows,
    expected:
      '[[["d",4,"id-1"],["d",4,"id-1"],["b",2,"id-2"],["c",3,"id-3"],["a",1,"id-4"]],["change EDIT","edit A3:E3"]]',
  },
  {
    id: 'dragRow',
    look: rows,
    expected:
      '[[["d",4,"id-1"],["b",2,"id-2"],["c",3,"id-3"],["d",4,"id-1"],["a",1,"id-4"]],["change OTHER","edit A5:E5"]]',
  },
]
