/** Puts the parts together; the same on a computer and in a browser. */
import { errorText } from '@tlp/language/error-text.js';
import * as vscode from 'vscode';
import { clientOptions } from './client/options.js';
import { createServer } from './client/server.js';
import { commands as sharedCommands } from './commands/index.js';
import { registerBuiltinDocuments } from './documents/builtin.js';
import { registerResolvedDocuments } from './documents/resolved.js';
import type { Host, Platform } from './host.js';

export async function start(context: vscode.ExtensionContext, platform: Platform): Promise<void> {
  const commands = [...sharedCommands, ...platform.commands];
  const output = vscode.window.createOutputChannel('TLP', { log: true });
  const server = createServer(() =>
    platform.createClient(
      clientOptions({ commands: commands.map(({ id }) => id), files: platform.serverAsksForFiles, output }),
    ),
  );
  const host: Host = { context, server };
  context.subscriptions.push(output, server);
  for (const { id, run } of commands) {
    context.subscriptions.push(vscode.commands.registerCommand(id, (...args) => run(host, ...args)));
  }
  registerBuiltinDocuments(host);
  registerResolvedDocuments(host);
  platform.activate(host);
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('tlp.server')) void started(server.restart());
    }),
  );
  await started(server.start());
}

/** Commands and colours go on working without a server, so its failure is told and no more. */
async function started(start: Promise<void>): Promise<void> {
  try {
    await start;
  } catch (error) {
    void vscode.window.showErrorMessage(`The language server of TLP did not start: ${errorText(error)}`);
  }
}
