import { tensorsRequest } from '@tlp/language/editor/server/requests.js';
import * as vscode from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node.js';
import { cliFor } from '../cli/cli.js';
import { tensorsOf } from '../cli/tensors.js';

/** The bundled server as a process of its own, or the user's `tlp lsp --stdio`. */
export function createNodeClient(
  context: vscode.ExtensionContext,
  options: LanguageClientOptions,
): LanguageClient {
  const client = new LanguageClient('tlp', 'TLP', serverOptions(context), {
    ...options,
    initializationOptions: { ...options.initializationOptions, tensors: true },
  });
  client.onRequest(tensorsRequest, ({ uri }: { uri: string }) => tensorsOf(vscode.Uri.parse(uri)));
  return client;
}

function serverOptions(context: vscode.ExtensionContext): ServerOptions {
  if (vscode.workspace.getConfiguration('tlp').get('server') === 'command') {
    const cli = cliFor(vscode.window.activeTextEditor?.document.uri);
    return { command: cli.command, args: [...cli.args, 'lsp', '--stdio'], options: { shell: cli.shell } };
  }
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.cjs').fsPath;
  return { module, transport: TransportKind.ipc };
}
