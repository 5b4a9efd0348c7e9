/** Engines that took the place of another in this process: they compute slightly other numbers, so nobody may miss it. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';

type Listener = (warning: Diagnostic) => void;

const noted = new Map<string, Diagnostic>();
const listeners = new Set<Listener>();

/** @param who such as "The portable engine stands in for TensorFlow" */
export function noteStandIn(who: string, reason: string, remedy: string): void {
  const message = `${who}, slower and with slightly different numbers: ${reason}`;
  const warning: Diagnostic = { code: 'TLP759', severity: 'warning', message, remedy };
  if (noted.has(message)) return;
  noted.set(message, warning);
  for (const listener of listeners) listener(warning);
}

export const standIns = (): readonly Diagnostic[] => [...noted.values()];

/** Hears of those so far and of those to come; the returned function ends it. */
export function onStandIn(listener: Listener): () => void {
  for (const warning of noted.values()) listener(warning);
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
