import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import type { Style } from './page.ts'

type Format = sheets_v4.Schema$CellFormat

/**
 * The colours of the pages: one blue in three depths and one dark red, which people who see colours
 * differently tell apart by their lightness.
 */
const INK = colour('#1f2937')
const GREY = colour('#5b6470')
const BLUE = colour('#1f5fa8')
const RED = colour('#a3261c')
const WHITE = colour('#ffffff')
const BAND = colour('#eaf1fa')
const PALE = colour('#f6f8fb')
const ALARM = colour('#fbe9e7')
const LOW = colour('#dbe8f6')
const MEDIUM = colour('#8fb8e3')
const HIGH = colour('#1f5fa8')

const NUMBER: Format = { horizontalAlignment: 'RIGHT' }
const CENTRE: Format = { horizontalAlignment: 'CENTER' }

const FORMATS: Readonly<Record<Style, Format>> = {
  title: text({ bold: true, fontSize: 16 }),
  note: text({ foregroundColor: GREY, fontSize: 9 }),
  heading: text({ bold: true, fontSize: 12, foregroundColor: BLUE }),
  header: { ...text({ bold: true, fontSize: 9 }), backgroundColor: BAND, wrapStrategy: 'WRAP' },
  headerNumber: {
    ...text({ bold: true, fontSize: 9 }),
    ...CENTRE,
    backgroundColor: BAND,
    wrapStrategy: 'WRAP',
  },
  text: text({}),
  strong: text({ bold: true }),
  number: { ...text({}), ...NUMBER },
  total: { ...text({ bold: true }), backgroundColor: PALE },
  totalNumber: { ...text({ bold: true }), ...NUMBER, backgroundColor: PALE },
  alarm: { ...text({ bold: true, foregroundColor: RED }), ...NUMBER, backgroundColor: ALARM },
  alarmDay: { ...text({ bold: true, foregroundColor: RED }), backgroundColor: ALARM },
  bar: text({ foregroundColor: BLUE, fontSize: 8 }),
  link: text({ foregroundColor: BLUE, underline: true }),
  figure: { ...text({ bold: true, fontSize: 20, foregroundColor: BLUE }), backgroundColor: PALE },
  figureAlarm: {
    ...text({ bold: true, fontSize: 20, foregroundColor: RED }),
    backgroundColor: PALE,
  },
  figureLabel: { ...text({ bold: true, fontSize: 9 }), backgroundColor: PALE },
  figureChange: { ...text({ foregroundColor: GREY, fontSize: 9 }), backgroundColor: PALE },
  centre: { ...text({ fontSize: 9 }), ...CENTRE },
  done: { ...text({ fontSize: 9 }), ...CENTRE, backgroundColor: LOW },
  running: { ...text({ bold: true, fontSize: 9 }), ...CENTRE },
  late: {
    ...text({ bold: true, fontSize: 9, foregroundColor: RED }),
    ...CENTRE,
    backgroundColor: ALARM,
  },
  high: {
    ...text({ bold: true, fontSize: 9, foregroundColor: WHITE }),
    ...CENTRE,
    backgroundColor: HIGH,
  },
  medium: { ...text({ fontSize: 9 }), ...CENTRE, backgroundColor: MEDIUM },
  low: { ...text({ fontSize: 9 }), ...CENTRE, backgroundColor: LOW },
}

/** How a cell of a style looks, and where it leads. */
export function formatOf(style: Style, url: string | null): Format {
  const format = FORMATS[style]
  if (url === null) return format
  return { ...format, textFormat: { ...format.textFormat, link: { uri: url } } }
}

function text(said: sheets_v4.Schema$TextFormat): Format {
  return {
    textFormat: { foregroundColor: INK, fontSize: 10, ...said },
    verticalAlignment: 'MIDDLE',
    wrapStrategy: 'OVERFLOW_CELL',
  }
}

/** Google's colour, with parts from 0 to 1. */
function colour(hex: string): sheets_v4.Schema$Color {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255
  return { red: part(1), green: part(3), blue: part(5) }
}
