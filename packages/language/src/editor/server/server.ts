/** The language server: the protocol around the workspace and the features. */
import {
  type DidChangeConfigurationParams,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  type MessageConnection,
  MessageType,
  ResponseError,
} from 'vscode-languageserver-protocol';
import type { Diagnostic } from '../../diagnostic.js';
import type { TensorHeaders } from '../../files.js';
import type { Steps } from '../../steps.js';
import { plainClient, type Session } from '../feature.js';
import { features } from '../features.js';
import { fileDiagnosticsInSteps } from '../file-diagnostics.js';
import { readSettings } from '../settings.js';
import type { Snapshot } from '../snapshot.js';
import { createWorkspace } from '../workspace.js';
import { type Client, clientOf } from './abilities.js';
import { type BuiltinUris, builtinText, builtinUris } from './builtin.js';
import { capabilitiesOf } from './capabilities.js';
import { dispatch } from './dispatch.js';
import { type Folders, followFolders } from './folders.js';
import { handle } from './handle.js';
import type { Host } from './host.js';
import { previews } from './previews/index.js';
import {
  builtinRequest,
  type InitializationOptions,
  staleNotification,
  type TensorsResult,
  tensorsRequest,
} from './requests.js';
import { type Diagnosing, serveDiagnostics } from './serve-diagnostics.js';
import { createSpelling } from './spelling.js';
import { syncTexts } from './texts.js';
import { watchBeside } from './watch-beside.js';

const lensRefresh = 'workspace/codeLens/refresh';
/** In milliseconds. */
const minute = 60_000;

/** Serves the client at the other end of the connection until it says `exit` or is gone. */
export function startServer(connection: MessageConnection, host: Host): void {
  const files = host.openFiles((uris) => {
    workspace.changed(uris);
    filesChanged();
  }, askTensors);
  const workspace = createWorkspace(files);
  let client: Client | undefined;
  let settings = readSettings(undefined);
  let diagnosing: Diagnosing | undefined;
  let folders: Folders | undefined;
  const spelling = createSpelling();
  let shutDown = false;
  let ticking: ReturnType<typeof setTimeout> | undefined;

  const around = (): Session => ({
    workspace,
    settings,
    client: client ?? plainClient,
    now: Date.now(),
  });
  function* lookBeside(snapshot: Snapshot): Steps<readonly Diagnostic[]> {
    return (yield* fileDiagnosticsInSteps(snapshot, around())).diagnostics;
  }
  const log = (error: unknown, during: string): void => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    void connection.sendNotification('window/logMessage', {
      type: MessageType.Error,
      message: `${during}: ${text}`,
    });
  };
  const ask = (method: string): void => {
    connection.sendRequest(method).catch((error) => log(error, method));
  };

  async function askTensors(uri: string): Promise<TensorHeaders | undefined> {
    if (!client?.tellsTensors) return undefined;
    const told = await connection.sendRequest<TensorsResult | null>(tensorsRequest, { uri });
    return told ? new Map(told.map(({ name, ...header }) => [name, header])) : undefined;
  }

  /** What was answered may no longer hold: tell anew, or let the client ask again. */
  function filesChanged(): void {
    diagnosing?.filesChanged();
    for (const method of client?.refreshes ?? []) ask(method);
    if (client?.showsViews) void connection.sendNotification(staleNotification);
  }
  function refreshLenses(): void {
    if (client?.refreshes.includes(lensRefresh)) ask(lensRefresh);
  }
  /** Lenses tell how long ago a run was, so they age by themselves. */
  function tick(): void {
    refreshLenses();
    ticking = setTimeout(tick, minute);
  }
  function runsChanged(): void {
    refreshLenses();
    if (client?.showsViews) void connection.sendNotification(staleNotification);
  }

  handle<InitializeParams>(connection, 'initialize', (params): InitializeResult | ResponseError<void> => {
    if (client) return new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
    const options = (params.initializationOptions ?? {}) as InitializationOptions;
    const known = clientOf(params, options);
    client = known;
    settings = readSettings(options.settings);
    if (params.processId) host.watchParent?.(params.processId);
    const builtin = builtinUris(known.showsBuiltinDocuments ? undefined : host.showBuiltin, (uri) =>
      builtinText(uri, workspace.services),
    );
    const uris: BuiltinUris = {
      inward: builtin.inward,
      outward: (answer) => spelling.outward(builtin.outward(answer)),
    };
    dispatch({
      connection,
      features: [...features, ...previews],
      uris,
      around,
      log,
      isShutDown: () => shutDown,
    });
    const watching =
      known.watchesFiles && known.relativePatterns ? watchBeside(connection, workspace, log) : undefined;
    diagnosing = serveDiagnostics({
      connection,
      workspace,
      client: known,
      uris,
      look: lookBeside,
      looked: () => watching?.update(),
      ask,
      log,
    });
    folders = followFolders({
      connection,
      host,
      files,
      workspace,
      client: known,
      params,
      changed: filesChanged,
      runsChanged,
      log,
    });
    return {
      serverInfo: { name: 'tlp', version: host.version },
      capabilities: capabilitiesOf(features, known),
    };
  });

  connection.onNotification('initialized', () => {
    folders?.start();
    ticking = setTimeout(tick, minute);
    if (client?.configuration) void readConfiguration();
  });

  connection.onNotification(
    'workspace/didChangeConfiguration',
    ({ settings: sent }: DidChangeConfigurationParams) => {
      if (client?.configuration) void readConfiguration();
      else configured((sent as { tlp?: unknown } | null)?.tlp);
    },
  );

  async function readConfiguration(): Promise<void> {
    try {
      const [section] = await connection.sendRequest<unknown[]>('workspace/configuration', {
        items: [{ section: 'tlp' }],
      });
      // A client that has nothing under that name keeps what it said at the start.
      if (section) configured(section);
    } catch (error) {
      log(error, 'workspace/configuration');
    }
  }

  function configured(section: unknown): void {
    settings = readSettings(section);
    filesChanged();
  }

  const texts = syncTexts(workspace, spelling, (uri) => diagnosing?.changed(uri));
  connection.onNotification('textDocument/didOpen', texts.open);
  connection.onNotification('textDocument/didChange', texts.change);
  connection.onNotification('textDocument/didClose', texts.close);
  // What lies beside the text may have changed meanwhile, and not every client watches a data folder.
  connection.onNotification('textDocument/didSave', filesChanged);

  handle<{ uri: string }>(connection, builtinRequest, ({ uri }) => {
    const text = builtinText(uri, workspace.services);
    return text === undefined ? null : { uri, text };
  });

  connection.onRequest('shutdown', () => {
    shutDown = true;
    clearTimeout(ticking);
    diagnosing?.stop();
    return null;
  });
  connection.onNotification('exit', () => host.exit(shutDown ? 0 : 1));
  connection.onClose(() => host.exit(shutDown ? 0 : 1));
  connection.onError(([error]) => log(error, 'connection'));

  connection.onRequest((method: string) => {
    if (!client)
      return new ResponseError(ErrorCodes.ServerNotInitialized, `${method} came before initialize.`);
    return new ResponseError(ErrorCodes.MethodNotFound, `There is no ${method} here.`);
  });
  connection.listen();
}
