/** Warnings of a run, and those about its own files. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import type { OnEvent } from '@tlp/language/run/events.js';
import type { RunWarning } from '@tlp/language/run/record.js';

export const rebuilding = (files: readonly string[]) => ({
  code: 'TLP893',
  message: `Missing or damaged in this finished run: ${files.join(', ')}.`,
  remedy: 'They are rebuilt from the last checkpoint.',
});

export const fellBack = (file: string, reason: string) => ({
  code: 'TLP894',
  message: `The checkpoint ${file} cannot be read (${reason}).`,
  remedy: 'The run continues from the one before it, to the same weights. Check the disk.',
});

/** Tells of a diagnostic as an event. */
export const warningTo =
  (onEvent: OnEvent) =>
  ({ code, severity, message, remedy }: Diagnostic): void =>
    onEvent({ type: 'warning', ...(severity === 'info' ? { severity } : {}), code, message, remedy });

/** Passes events on and keeps the warnings among them, each once. */
export function remembering(onEvent: OnEvent, before: readonly RunWarning[]) {
  const heard = new Map(before.map((warning) => [warning.code + warning.message, warning]));
  const hear: OnEvent = (event) => {
    if (event.type === 'warning') {
      const { code, message, remedy } = event;
      heard.set(code + message, { code, message, remedy });
    }
    onEvent(event);
  };
  return { onEvent: hear, warnings: () => [...heard.values()] };
}
