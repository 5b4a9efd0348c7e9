/** What the commands and providers of the extension may look at. */
import type * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { Server } from './client/server.js';

/** What differs between VS Code on a computer and in a browser. */
export interface Platform {
  createClient(options: LanguageClientOptions): BaseLanguageClient;
  /** The server has no file system of its own and asks this side. */
  readonly serverAsksForFiles: boolean;
  /** Commands that need processes: none in a browser. */
  readonly commands: readonly Command[];
  /** Whatever else the platform brings, such as tasks. */
  activate(host: Host): void;
}

export interface Host {
  readonly context: vscode.ExtensionContext;
  readonly server: Server;
}

/** To add a command, write its file, list it (`commands/index.ts` or `cli/commands.ts`) and name it in the manifest. */
export interface Command {
  /** `tlp.run`. */
  readonly id: string;
  run(host: Host, ...args: readonly unknown[]): Promise<void>;
}
