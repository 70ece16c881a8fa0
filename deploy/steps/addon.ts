import type { Step } from '../step.ts'

/** The add-on as it was built. */
export interface BuiltAddon {
  /** File that tells clasp the script's id and the folder to push. */
  readonly project: string
  /** Of the bundle; versions of the script carry it. */
  readonly mark: string
}

/**
 * The add-on, by clasp: the code, and a version of it, which is what the Marketplace publishes and what
 * one goes back to. Nothing here removes a script: people's workbooks carry it.
 */
export function addonSteps({ project, mark }: BuiltAddon): readonly Step[] {
  const clasp = (...args: readonly string[]) =>
    ({ tool: 'clasp', args: [...args, `--project=${project}`] }) as const
  return [
    {
      title: `the script is of the build ${mark}`,
      looks: [clasp('list-versions')],
      todo: ([answer]) =>
        answer?.output.includes(mark)
          ? []
          : [clasp('push', '--force'), clasp('create-version', `Kurator ${mark}`)],
    },
  ]
}
