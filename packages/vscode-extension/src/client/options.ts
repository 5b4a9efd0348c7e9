import { type InitializationOptions, suggestCommand } from '@tlp/language/editor/server/requests.js';
import * as vscode from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import { currentSettings } from './settings.js';

export const languageId = 'tlp';

export function clientOptions({
  commands,
  files,
  output,
}: {
  readonly commands: readonly string[];
  readonly files: boolean;
  readonly output: vscode.LogOutputChannel;
}): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    settings: currentSettings(vscode.workspace.getConfiguration('tlp')),
    builtinDocuments: true,
    views: true,
    commands: [...commands, suggestCommand],
    files,
  };
  return {
    // Wherever a text comes from: disk, `untitled:`, the file system of a web page, the built-in documents.
    documentSelector: [{ language: languageId }],
    synchronize: { configurationSection: 'tlp' },
    initializationOptions,
    outputChannel: output,
    traceOutputChannel: output,
  };
}
