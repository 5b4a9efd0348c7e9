/** The language server as the rest of the extension sees it. */
import { staleNotification } from '@tlp/language/editor/server/requests.js';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { answerFileRequests } from './files.js';

export interface Server {
  start(): Promise<void>;
  restart(): Promise<void>;
  /** Undefined while the server is down. */
  request<Answer>(method: string, params: object): Promise<Answer | undefined>;
  /** Called when what was answered may no longer hold, though no open text changed. */
  onStale: vscode.Event<void>;
  dispose(): Promise<void>;
}

/** @param create makes a fresh client: one that was stopped keeps the settings it was made with. */
export function createServer(create: () => BaseLanguageClient): Server {
  let client: BaseLanguageClient | undefined;
  const stale = new vscode.EventEmitter<void>();
  const start = async (): Promise<void> => {
    client = create();
    answerFileRequests(client);
    client.onNotification(staleNotification, () => stale.fire());
    await client.start();
  };
  const stop = async (): Promise<void> => {
    const old = client;
    client = undefined;
    await old?.dispose();
  };
  return {
    start,
    async restart() {
      await stop();
      await start();
    },
    async request<Answer>(method: string, params: object) {
      if (!client?.isRunning()) return undefined;
      return (await client.sendRequest<Answer | null>(method, params)) ?? undefined;
    },
    onStale: stale.event,
    async dispose() {
      stale.dispose();
      await stop();
    },
  };
}
