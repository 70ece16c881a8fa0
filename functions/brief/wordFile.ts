import type { Brief } from '../../domain/brief/brief.ts'

/** A file as the add-on's windows take it. */
export interface NamedFile {
  /** Base64. */
  readonly file: string
  readonly name: string
}

/** A paper as a Word document, under a name that every system takes. */
export async function wordFile(paper: Brief, name: string): Promise<NamedFile> {
  // The writer of documents is large, and every function's start would pay for it.
  const { briefDocx } = await import('./docx.ts')
  return { file: (await briefDocx(paper)).toString('base64'), name: fileName(name) }
}

/** @example fileName('СОШ № 1/2: справка.docx') // 'СОШ № 1 2  справка.docx' */
export function fileName(name: string): string {
  return name.replace(/[\\/:*?"<>|]/g, ' ')
}
