/** Milliseconds that a person who pressed something waits for a run that is under way. */
export const PATIENCE = 20_000

/** Written in by the build of a deployment; empty in the local system's. */
declare const DEPLOYED_SYNC_URL: string

/**
 * The address of the function `sync`: the script's property where somebody has set it, else that of the
 * deployment which the bundle was built for; empty where there is neither.
 */
export function syncUrl(): string {
  const set = PropertiesService.getScriptProperties().getProperty('KURATOR_SYNC_URL')
  return set ?? DEPLOYED_SYNC_URL
}
