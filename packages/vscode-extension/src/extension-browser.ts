/** The extension in VS Code for the Web: everything but running `tlp`. */
import type * as vscode from 'vscode';
import { createBrowserClient } from './client/client-browser.js';
import { start } from './extension.js';

export function activate(context: vscode.ExtensionContext): Promise<void> {
  return start(context, {
    createClient: (options) => createBrowserClient(context, options),
    serverAsksForFiles: true,
    commands: [],
    activate() {},
  });
}
