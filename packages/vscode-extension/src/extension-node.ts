/** The extension on a computer. */
import * as vscode from 'vscode';
import { cliCommands } from './cli/commands.js';
import { registerTasks } from './cli/tasks.js';
import { createNodeClient } from './client/client-node.js';
import { start } from './extension.js';

export function activate(context: vscode.ExtensionContext): Promise<void> {
  return start(context, {
    createClient: (options) => createNodeClient(context, options),
    serverAsksForFiles: false,
    commands: cliCommands,
    activate(host) {
      registerTasks(host);
      void vscode.commands.executeCommand('setContext', 'tlp.canRun', true);
    },
  });
}
