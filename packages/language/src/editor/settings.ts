/** What a user may set, under `tlp.` in VS Code and as `initializationOptions.settings` elsewhere. */
export interface EditorSettings {
  readonly inlayHints: {
    readonly shapes: boolean;
    readonly parameters: boolean;
    readonly defaults: boolean;
    readonly steps: boolean;
  };
  readonly codeLens: { readonly run: boolean; readonly lastRun: boolean; readonly references: boolean };
  /** Look at the data folder for diagnostics, hints and completion of paths. */
  readonly lookAtData: boolean;
}

export const defaultSettings: EditorSettings = {
  inlayHints: { shapes: true, parameters: true, defaults: true, steps: true },
  codeLens: { run: true, lastRun: true, references: true },
  lookAtData: true,
};

/** What a client sent, with defaults for what it left out and for what is of another kind than it should be. */
export function readSettings(sent: unknown): EditorSettings {
  return overlay(defaultSettings, sent);
}

function overlay<T>(defaults: T, sent: unknown): T {
  if (typeof defaults !== 'object' || defaults === null)
    return typeof sent === typeof defaults ? (sent as T) : defaults;
  const given = typeof sent === 'object' && sent !== null ? (sent as Record<string, unknown>) : {};
  const entries = Object.entries(defaults).map(([name, value]) => [name, overlay(value, given[name])]);
  return Object.fromEntries(entries) as T;
}
