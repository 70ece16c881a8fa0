import { z } from 'zod'

/**
 * What a window says that its person has done. Sheets are named by id, rows and columns by the keys that
 * they keep wherever they are moved: a gesture means the same lines, whatever others have done meanwhile.
 */

const sheet = z.number().int()
const key = z.number().int()
const text = z.string().max(1_000_000)
const count = z.number().int().min(1).max(10_000)
const pixels = z.number().int().min(2).max(2_000)

const spot = z.object({ sheet, row: key, column: key })
/** A rectangle by its first and last lines. */
const block = z.object({ sheet, top: key, bottom: key, left: key, right: key })
/** Some neighbouring rows or columns by their first and last. */
const lines = { sheet, dimension: z.enum(['ROWS', 'COLUMNS']), first: key, last: key }

const color = z
  .string()
  .regex(/^#[0-9a-f]{6}$/)
  .nullable()
const format = z.object({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  underline: z.boolean().optional(),
  strike: z.boolean().optional(),
  size: z.number().int().min(6).max(72).optional(),
  color: color.optional(),
  fill: color.optional(),
  align: z.enum(['LEFT', 'CENTER', 'RIGHT']).optional(),
  valign: z.enum(['TOP', 'MIDDLE', 'BOTTOM']).optional(),
  wrap: z.enum(['WRAP', 'CLIP', 'OVERFLOW_CELL']).optional(),
})

export const gestureSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('type'),
    cells: z.array(spot.extend({ text })).min(1).max(10_000),
  }),
  z.object({ do: z.literal('paste'), at: spot, text }),
  z.object({ do: z.literal('clear'), blocks: z.array(block).min(1).max(1_000) }),
  z.object({ do: z.literal('fill'), source: block, target: block }),
  z.object({ do: z.literal('copy'), source: block, target: block }),
  z.object({ do: z.literal('cut'), source: block, target: block }),
  z.object({ do: z.literal('insert'), ...lines, count, after: z.boolean() }),
  z.object({ do: z.literal('delete'), ...lines }),
  z.object({ do: z.literal('move'), ...lines, before: key.nullable() }),
  z.object({ do: z.literal('hide'), ...lines, hidden: z.boolean() }),
  z.object({ do: z.literal('resize'), ...lines, pixels }),
  z.object({ do: z.literal('sort'), block, column: key, descending: z.boolean() }),
  z.object({ do: z.literal('filter'), block: block.nullable(), sheet }),
  z.object({
    do: z.literal('filterColumn'),
    sheet,
    column: key,
    hidden: z.array(text).max(10_000),
  }),
  z.object({ do: z.literal('note'), at: spot, text: z.string().max(50_000) }),
  z.object({ do: z.literal('format'), blocks: z.array(block).min(1).max(1_000), format }),
  z.object({ do: z.literal('freeze'), sheet, rows: z.number().int(), columns: z.number().int() }),
  z.object({ do: z.literal('fold'), sheet, column: key, collapsed: z.boolean() }),
  z.object({ do: z.literal('addSheet'), title: z.string().min(1).max(100) }),
  z.object({ do: z.literal('renameSheet'), sheet, title: z.string().min(1).max(100) }),
  z.object({ do: z.literal('moveSheet'), sheet, index: z.number().int().min(0).max(1_000) }),
  z.object({ do: z.literal('hideSheet'), sheet, hidden: z.boolean() }),
  z.object({ do: z.literal('copySheet'), sheet }),
  z.object({ do: z.literal('deleteSheet'), sheet }),
  z.object({ do: z.literal('undo') }),
  z.object({ do: z.literal('redo') }),
])

export type Gesture = z.infer<typeof gestureSchema>
export type Spot = z.infer<typeof spot>
export type Block = z.infer<typeof block>
export type CellFormat = z.infer<typeof format>
