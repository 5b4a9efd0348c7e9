/** The dense layers of a sentence transformer, each of which has a folder with weights of its own beside the network's. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { denseFolders } from '@tlp/language/import/huggingface/sentence-modules.js';
import { weightsInFolder } from '@tlp/language/weights/folders.js';
import type { TensorFile, TensorHeader } from './tensors.js';

/** Folders of the layers that `modules.json` names; none where there is no such list. */
export async function moduleFolders(folder: string): Promise<readonly string[]> {
  try {
    const modules: unknown = JSON.parse(await readFile(path.join(folder, 'modules.json'), 'utf8'));
    return Array.isArray(modules) ? denseFolders(modules) : [];
  } catch {
    return [];
  }
}

interface Home {
  readonly file: TensorFile;
  /** In that file. */
  readonly name: string;
  readonly header: TensorHeader;
}

/**
 * The network's tensors and, as `2_Dense.linear.weight`, those of the layers whose weights are there.
 * @param open of the file in a folder. @throws what it throws; all files are closed then
 */
export async function withModules(
  folder: string,
  network: TensorFile,
  open: (folder: string) => Promise<TensorFile>,
): Promise<TensorFile> {
  const layers = new Map<string, TensorFile>();
  const close = async (): Promise<void> => {
    for (const file of [network, ...layers.values()]) await file.close();
  };
  try {
    for (const name of await moduleFolders(folder)) {
      const inside = path.join(folder, name);
      const files = await readdir(inside).catch(() => []);
      if (weightsInFolder(files) !== undefined) layers.set(name, await open(inside));
    }
  } catch (error) {
    await close();
    throw error;
  }
  if (layers.size === 0) return network;
  const homes = new Map<string, Home>(
    [...layers].flatMap(([layer, file]) =>
      [...file.tensors].map(([name, header]) => [`${layer}.${name}`, { file, name, header }] as const),
    ),
  );
  const headers = [...homes].map(([name, { header }]): [string, TensorHeader] => [name, header]);
  return {
    ...network,
    files: [...network.files, ...[...layers.values()].flatMap(({ files }) => files)],
    tensors: new Map([...network.tensors, ...headers]),
    read(name) {
      const home = homes.get(name);
      return home ? home.file.read(home.name) : network.read(name);
    },
    close,
  };
}
