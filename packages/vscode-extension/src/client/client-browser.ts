import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions } from 'vscode-languageclient/browser.js';

/** A worker, as far as this file makes one; the compiler knows Node's globals only. */
declare const Worker: new (url: string) => ConstructorParameters<typeof LanguageClient>[3];

export function createBrowserClient(
  context: vscode.ExtensionContext,
  options: LanguageClientOptions,
): LanguageClient {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server-browser.js');
  return new LanguageClient('tlp', 'TLP', options, new Worker(script.toString(true)));
}
