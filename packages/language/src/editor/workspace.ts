/** The texts the editor has open, and the files beside them. */
import { createTlpServices, type TlpServices } from '../grammar/services.js';
import { type EditorFiles, noFiles } from './files.js';
import { createSnapshot, type Snapshot } from './snapshot.js';

export interface Workspace {
  readonly services: TlpServices;
  readonly files: EditorFiles;
  /** The text as it is in the editor, else as it is on disk; undefined where there is none. */
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
  /** Takes them out again. */
  lost(uris: readonly string[]): void;
}

export function createWorkspace(files: EditorFiles = noFiles): Workspace {
  const services = createTlpServices().tlp;
  const opened = new Map<string, Snapshot>();
  const onDisk = new Map<string, Snapshot>();
  const known = new Set<string>();
  /** What a text means may depend on what it imports. */
  const forgetDependents = (): void => onDisk.clear();

  return {
    services,
    files,
    snapshot(uri) {
      const found = opened.get(uri) ?? onDisk.get(uri);
      if (found) return found;
      const text = files.read(uri);
      if (text === undefined) return undefined;
      const snapshot = createSnapshot({ uri, version: 0, text, services });
      onDisk.set(uri, snapshot);
      return snapshot;
    },
    uris: () => [...new Set([...opened.keys(), ...known])],
    isOpen: (uri) => opened.has(uri),
    open(uri, version, text) {
      const snapshot = createSnapshot({ uri, version, text, services });
      opened.set(uri, snapshot);
      forgetDependents();
      return snapshot;
    },
    close(uri) {
      opened.delete(uri);
      forgetDependents();
    },
    changed(uris) {
      for (const uri of uris) onDisk.delete(uri);
      forgetDependents();
    },
    found(uris) {
      for (const uri of uris) known.add(uri);
    },
    lost(uris) {
      for (const uri of uris) known.delete(uri);
    },
  };
}
