/** Milliseconds that a person who pressed something waits for a run that is under way. */
export const PATIENCE = 20_000

/** The address of the function `sync`, as it was deployed; empty where nobody has set it. */
export function syncUrl(): string {
  return PropertiesService.getScriptProperties().getProperty('KURATOR_SYNC_URL') ?? ''
}
