import { TextRun } from 'docx'

/** Sizes of type, in half-points: that of sentences, and that of tables and of the appendix. */
export const TEXT = 28
export const SMALL = 20

/** A text whose marks of the appendix stand small above the line. */
export function marked(text: string, size: number): TextRun[] {
  return text
    .split(/ ?(\[\d+\])/)
    .map((part) =>
      /^\[\d+\]$/.test(part)
        ? new TextRun({ text: part, size, superScript: true, color: '5F6368' })
        : new TextRun({ text: part, size }),
    )
}
