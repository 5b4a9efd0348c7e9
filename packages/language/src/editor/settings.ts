/** What a user may set, under `tlp.` in VS Code and as `initializationOptions` elsewhere. */
export interface EditorSettings {
  readonly inlayHints: {
    readonly shapes: boolean;
    readonly parameters: boolean;
    readonly defaults: boolean;
    readonly steps: boolean;
  };
  readonly codeLens: { readonly run: boolean; readonly references: boolean };
  /** Look at the data folder for diagnostics, hints and completion of paths. */
  readonly lookAtData: boolean;
}

export const defaultSettings: EditorSettings = {
  inlayHints: { shapes: true, parameters: true, defaults: true, steps: true },
  codeLens: { run: true, references: true },
  lookAtData: true,
};
