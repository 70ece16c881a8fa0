import type { CellFormat, Gesture } from '../gesture.ts'
import type { SheetView } from '../view.ts'
import { blockAt, clipped, type Selection } from './selection.ts'
import type { Params } from './translate.ts'
import { HorizontalAlign, VerticalAlign } from './univerData.ts'

/** A look that somebody gives to cells of their own: Univer's words for it, and ours. */
const FORMATS: Readonly<Record<string, (value: unknown) => CellFormat>> = {
  bl: (value) => ({ bold: value === 1 }),
  it: (value) => ({ italic: value === 1 }),
  ul: (value) => ({ underline: fieldOf(value, 's') === 1 }),
  st: (value) => ({ strike: fieldOf(value, 's') === 1 }),
  fs: (value) => ({ size: Number(value) }),
  cl: (value) => ({ color: colorOf(value) }),
  bg: (value) => ({ fill: colorOf(value) }),
  ht: (value) => ({
    align:
      value === HorizontalAlign.RIGHT
        ? 'RIGHT'
        : value === HorizontalAlign.CENTER
          ? 'CENTER'
          : 'LEFT',
  }),
  vt: (value) => ({
    valign:
      value === VerticalAlign.TOP ? 'TOP' : value === VerticalAlign.MIDDLE ? 'MIDDLE' : 'BOTTOM',
  }),
  tb: (value) => ({ wrap: value === 3 ? 'WRAP' : value === 2 ? 'CLIP' : 'OVERFLOW_CELL' }),
}

export function formatGesture(
  params: Params,
  sheet: SheetView,
  selection: Selection,
): Gesture | undefined {
  const type = fieldOf(params['style'], 'type')
  const translate = typeof type === 'string' ? FORMATS[type] : undefined
  if (!translate) return undefined
  const own = params['range']
  const ranges = isRange(own) ? [clipped(sheet, own)] : selection.ranges
  const blocks = ranges.flatMap((range) => blockAt(sheet, range) ?? [])
  const format = translate(fieldOf(params['style'], 'value'))
  return blocks.length > 0 ? { do: 'format', blocks, format } : undefined
}

function isRange(value: unknown): value is Parameters<typeof clipped>[1] {
  return typeof value === 'object' && value !== null && 'startRow' in value
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

/** `#rgb`, `#rrggbb` or `rgb(r, g, b)`; null takes the colour away. */
function colorOf(value: unknown): string | null {
  const text = fieldOf(value, 'rgb')
  if (typeof text !== 'string') return null
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text)
  if (short)
    return `#${short
      .slice(1)
      .map((part) => part + part)
      .join('')}`.toLowerCase()
  if (/^#[0-9a-f]{6}$/i.test(text)) return text.toLowerCase()
  const parts = /^rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(text)?.slice(1) ?? []
  if (parts.length < 3) return null
  return `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`
}
