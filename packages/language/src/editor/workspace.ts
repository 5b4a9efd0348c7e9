/** The texts the editor has open, and the files beside them. */

import type { SourceFiles } from '../files.js';
import { createTlpServices } from '../grammar/create-services.js';
import type { TlpServices } from '../grammar/services.js';
import { type EditorFiles, noFiles } from './files.js';
import { filesBeside } from './files-beside.js';
import { createSnapshot, type Imports, type Snapshot } from './snapshot.js';
import { besideUri, canonicalUri } from './uris.js';

export interface Workspace {
  readonly services: TlpServices;
  readonly files: EditorFiles;
  /** The text as it is in the editor, however the client escapes its URI, else as it is on disk; undefined where there is none. */
  snapshot(uri: string): Snapshot | undefined;
  /** URIs of all `.tlp` texts that are open or were found in the workspace's folders. */
  uris(): readonly string[];
  isOpen(uri: string): boolean;
  open(uri: string, version: number, text: string): Snapshot;
  close(uri: string): void;
  /** Forgets what was known of files that changed on disk, and what follows from them. */
  changed(uris: readonly string[]): void;
  /** Adds `.tlp` files of the workspace's folders. */
  found(uris: readonly string[]): void;
  /** Takes them out again, with what follows from them; of a folder, all that lie in it. */
  lost(uris: readonly string[]): void;
}

/** Services hold nothing of a text, so that several workspaces may have the same. */
export function createWorkspace(
  files: EditorFiles = noFiles,
  services: TlpServices = createTlpServices().tlp,
): Workspace {
  const opened = new Map<string, Snapshot>();
  const onDisk = new Map<string, Snapshot>();
  const known = new Set<string>();
  /** Who asked for a text, whether there was one or not: what those texts mean may follow from it. */
  const importers = new Map<string, Set<string>>();

  const importsFor = (uri: string): Imports => ({
    open(path) {
      const target = besideUri(uri, path);
      importers.set(target, (importers.get(target) ?? new Set()).add(uri));
      const source = snapshotOf(target)?.source;
      if (source) return source;
      if (files.size?.(target) !== undefined) return 'unfit';
      const missing = files.isAbsent?.(target) ?? (files.complete && target.startsWith('file:'));
      return missing ? 'missing' : 'unseen';
    },
    list: (folder) => files.list(besideUri(uri, folder))?.map(({ name }) => name) ?? [],
    files: modelsBeside(uri),
  });

  /** Like `filesBeside`, and remembers whose models were asked for: what a text means follows from them. */
  function modelsBeside(uri: string): SourceFiles {
    const beside = filesBeside(uri, files);
    return {
      ...beside,
      stamp(path) {
        const target = besideUri(uri, path);
        importers.set(target, (importers.get(target) ?? new Set()).add(uri));
        return beside.stamp?.(path);
      },
    };
  }

  const create = (uri: string, version: number, text: string): Snapshot =>
    createSnapshot({ uri, version, text, services, imports: importsFor(uri) });

  function snapshotOf(uri: string): Snapshot | undefined {
    const found = opened.get(uri) ?? onDisk.get(uri);
    if (found) return found;
    const text = files.read(uri);
    if (text === undefined) return undefined;
    const snapshot = create(uri, 0, text);
    onDisk.set(uri, snapshot);
    return snapshot;
  }

  /** Texts that import a changed one, or one that imports it, are made anew: no link leads into an old tree. */
  function refreshImporters(changed: readonly string[], fresh?: string): void {
    const stale = new Set<string>();
    const queue = [...changed];
    for (let uri = queue.pop(); uri !== undefined; uri = queue.pop()) {
      for (const importer of importers.get(uri) ?? []) {
        if (!stale.has(importer)) queue.push(importer);
        stale.add(importer);
      }
      importers.delete(uri);
    }
    for (const uri of stale) {
      const old = opened.get(uri);
      if (old && uri !== fresh) opened.set(uri, create(uri, old.version, old.text.getText()));
      onDisk.delete(uri);
    }
  }

  return {
    services,
    files,
    snapshot: (uri) => snapshotOf(canonicalUri(uri)),
    uris: () => [...new Set([...opened.keys(), ...known])],
    isOpen: (uri) => opened.has(canonicalUri(uri)),
    open(sent, version, text) {
      const uri = canonicalUri(sent);
      const snapshot = create(uri, version, text);
      opened.set(uri, snapshot);
      onDisk.delete(uri);
      refreshImporters([uri], uri);
      return snapshot;
    },
    close(sent) {
      const uri = canonicalUri(sent);
      opened.delete(uri);
      onDisk.delete(uri);
      refreshImporters([uri]);
    },
    changed(sent) {
      const uris = sent.map(canonicalUri);
      for (const uri of uris) onDisk.delete(uri);
      refreshImporters(uris);
    },
    found(uris) {
      for (const uri of uris) known.add(canonicalUri(uri));
    },
    lost(sent) {
      const gone = sent.map(canonicalUri);
      const isGone = (uri: string): boolean => gone.some((one) => uri === one || uri.startsWith(`${one}/`));
      for (const uri of [...known, ...onDisk.keys()].filter(isGone)) {
        known.delete(uri);
        onDisk.delete(uri);
        refreshImporters([uri]);
      }
    },
  };
}
