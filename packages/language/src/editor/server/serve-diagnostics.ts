/** Diagnostics as the client wants them, pushed or asked for: what the text tells first, what the files tell later. */
import type {
  DocumentDiagnosticParams,
  MessageConnection,
  WorkspaceDiagnosticParams,
} from 'vscode-languageserver-protocol';
import type { Diagnostic } from '../../diagnostic.js';
import { finish, type Steps } from '../../steps.js';
import type { Snapshot } from '../snapshot.js';
import type { Workspace } from '../workspace.js';
import type { Client } from './abilities.js';
import type { BuiltinUris } from './builtin.js';
import { cancelled, handle } from './handle.js';
import { createPatience } from './patience.js';
import { pullDiagnostics } from './pull.js';
import { pushDiagnostics } from './push.js';
import { createSecondStage } from './second-stage.js';

export interface Diagnosing {
  /** A text was opened, changed or closed. */
  changed(uri: string): void;
  /** Files beside the texts changed, or what may be looked at of them. */
  filesChanged(): void;
  stop(): void;
}

interface DiagnosingOptions {
  readonly connection: MessageConnection;
  readonly workspace: Workspace;
  readonly client: Client;
  readonly uris: Pick<BuiltinUris, 'outward'>;
  /** What the files beside a text have to say of it. */
  look(snapshot: Snapshot): Steps<readonly Diagnostic[]>;
  /** The files beside the text were looked at. */
  looked(): void;
  /** Asks the client. */
  ask(method: string): void;
  log(error: unknown, during: string): void;
}

export function serveDiagnostics(options: DiagnosingOptions): Diagnosing {
  return options.client.pullsDiagnostics ? servePulls(options) : servePushes(options);
}

function servePushes({
  connection,
  workspace,
  client,
  uris,
  look,
  looked,
  log,
}: DiagnosingOptions): Diagnosing {
  const failed = (error: unknown): void => log(error, 'textDocument/publishDiagnostics');
  const secondStage = createSecondStage({
    current: (uri) => (workspace.isOpen(uri) ? workspace.snapshot(uri) : undefined),
    look,
    done(uri) {
      pusher.lookedAt(uri);
      looked();
    },
    failed,
  });
  const pusher = pushDiagnostics({
    workspace,
    client,
    patience: createPatience(),
    beside: secondStage.known,
    send: (sent) => void connection.sendNotification('textDocument/publishDiagnostics', uris.outward(sent)),
    failed,
  });
  return {
    changed(uri) {
      secondStage.edited(uri);
      pusher.changed(uri);
    },
    filesChanged() {
      secondStage.filesChanged();
      pusher.filesChanged();
    },
    stop() {
      secondStage.stop();
      pusher.stop();
    },
  };
}

function servePulls({
  connection,
  workspace,
  client,
  look,
  looked,
  ask,
  log,
}: DiagnosingOptions): Diagnosing {
  const refresh = (): void => ask('workspace/diagnostic/refresh');
  let refreshing: ReturnType<typeof setTimeout> | undefined;
  const secondStage = createSecondStage({
    current: (uri) => workspace.snapshot(uri),
    look,
    done(uri) {
      looked();
      if (!puller.isOutdated(uri)) return;
      // The texts of a whole workspace are looked at one after the other.
      clearTimeout(refreshing);
      refreshing = setTimeout(refresh, refreshDelay);
    },
    failed: (error) => log(error, 'textDocument/diagnostic'),
  });
  const puller = pullDiagnostics({
    workspace,
    client,
    patience: createPatience(),
    // A client that can't be told to ask again is told all at once.
    beside: client.refreshesDiagnostics ? secondStage.known : (snapshot) => finish(look(snapshot)),
  });
  handle<DocumentDiagnosticParams>(connection, 'textDocument/diagnostic', async (params, token) => {
    const report = await puller.document(params, token);
    return token.isCancellationRequested ? cancelled() : report;
  });
  handle<WorkspaceDiagnosticParams>(connection, 'workspace/diagnostic', async (params, token) => {
    const report = await puller.workspace(params, token);
    return token.isCancellationRequested ? cancelled() : report;
  });
  return {
    changed: secondStage.edited,
    filesChanged() {
      secondStage.filesChanged();
      if (client.refreshesDiagnostics) refresh();
    },
    stop() {
      secondStage.stop();
      clearTimeout(refreshing);
    },
  };
}

/** In milliseconds. */
const refreshDelay = 50;
