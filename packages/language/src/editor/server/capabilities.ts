/** What the server tells of itself: its own part and every feature's, merged. */

import {
  type FileOperationRegistrationOptions,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver-protocol';
import { isRecord } from '../../record.js';
import type { AnyFeature } from '../feature.js';
import type { Client } from './abilities.js';

/** Of any scheme: a pipeline may lie on a web page. */
const filesAndFolders: FileOperationRegistrationOptions['filters'] = [
  { pattern: { glob: '**/*.tlp', matches: 'file' } },
  { pattern: { glob: '**', matches: 'folder' } },
];

export function capabilitiesOf(
  features: readonly AnyFeature[],
  client: Pick<Client, 'pullsDiagnostics'>,
): ServerCapabilities {
  const own: ServerCapabilities = {
    positionEncoding: 'utf-16',
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      save: { includeText: false },
    },
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: {
        didCreate: { filters: filesAndFolders },
        didRename: { filters: filesAndFolders },
        didDelete: { filters: filesAndFolders },
      },
    },
    ...(client.pullsDiagnostics
      ? { diagnosticProvider: { identifier: 'tlp', interFileDependencies: true, workspaceDiagnostics: true } }
      : {}),
  };
  return features.reduce<ServerCapabilities>((all, feature) => merge(all, feature.capabilities), own);
}

/** Two features may speak of the same provider: its options are put together, `true` giving way to them. */
function merge<T>(a: T, b: T): T {
  if (Array.isArray(a) && Array.isArray(b)) return [...new Set([...a, ...b])] as T;
  if (!isRecord(a) || !isRecord(b)) return isRecord(a) && b === true ? a : b;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  const merged = [...names].map((name) => [
    name,
    name in a && name in b ? merge(a[name], b[name]) : name in b ? b[name] : a[name],
  ]);
  return Object.fromEntries(merged) as T;
}
