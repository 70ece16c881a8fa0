import type { Brief } from '../../domain/brief/brief.ts'
import { Refusal } from '../errors.ts'
import type { Services } from '../services.ts'

/** A file as the add-on's windows take it. */
export interface NamedFile {
  /** Base64. */
  readonly file: string
  readonly name: string
}

/** What a paper is wanted as. */
export const PAPER_KINDS = ['docx', 'pdf'] as const
export type PaperKind = (typeof PAPER_KINDS)[number]

/**
 * A paper as a Word document, or as PDF where this computer can make one.
 *
 * @param name without its ending
 * @throws Refusal `pdf.absent`, `pdf.busy`, `pdf.failed`
 */
export async function paperFile(
  { toPdf }: Pick<Services, 'toPdf'>,
  paper: Brief,
  name: string,
  kind: PaperKind = 'docx',
): Promise<NamedFile> {
  if (kind === 'pdf' && toPdf === undefined) throw new Refusal('pdf.absent')
  // The writer of documents is large, and every function's start would pay for it.
  const { briefDocx } = await import('./docx.ts')
  const docx = await briefDocx(paper)
  const file = kind === 'pdf' && toPdf !== undefined ? await toPdf(docx) : docx
  return { file: file.toString('base64'), name: fileName(`${name}.${kind}`) }
}

/**
 * A name that every system takes.
 *
 * @example fileName('СОШ № 1/2: справка.docx') // 'СОШ № 1 2  справка.docx'
 */
export function fileName(name: string): string {
  return name.replace(/[\\/:*?"<>|]/g, ' ')
}
