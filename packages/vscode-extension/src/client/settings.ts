import type { EditorSettings } from '@tlp/language/editor/settings.js';

/** A part of VS Code's configuration. Defaults stand in the manifest, so each read has a value. */
export interface Configuration {
  get<T>(name: string): T | undefined;
}

/** What the server is told at its start; changes reach it as the section `tlp`. */
export function currentSettings(tlp: Configuration): EditorSettings {
  const on = (name: string): boolean => tlp.get<boolean>(name) !== false;
  return {
    inlayHints: {
      shapes: on('inlayHints.shapes'),
      parameters: on('inlayHints.parameters'),
      defaults: on('inlayHints.defaults'),
      steps: on('inlayHints.steps'),
    },
    codeLens: {
      run: on('codeLens.run'),
      lastRun: on('codeLens.lastRun'),
      references: on('codeLens.references'),
    },
    lookAtData: on('lookAtData'),
  };
}
