/**
 * A model in several files, as Hugging Face's libraries save large ones: `model.safetensors.index.json` or
 * `pytorch_model.bin.index.json` says in which of the files beside it each tensor is.
 */
import path from 'node:path';
import { isRecord } from '@tlp/language/record.js';
import { shown } from '@tlp/language/weights/shown.js';
import { besides } from './joined-files.js';
import { openPth } from './pth.js';
import { openSafetensors } from './safetensors.js';
import { DamagedTensor } from './stored-tensor.js';
import { damagedFile } from './tensor-file.js';
import type { TensorFile, TensorHeader } from './tensors.js';

export const isShardIndex = (json: unknown): boolean => isRecord(json) && isRecord(json.weight_map);

const mostShards = 1000;

/** @param json the index, parsed. @throws TlpError TLP251 (damaged), and those of the shards' reader */
export async function openShards(index: string, json: unknown): Promise<TensorFile> {
  const shards = new Map<string, TensorFile>();
  const close = async (): Promise<void> => {
    for (const shard of shards.values()) await shard.close();
  };
  try {
    const homes = homesOf(json, path.dirname(index));
    const files = [...new Set(homes.values())];
    if (files.length > mostShards) {
      throw new DamagedTensor(`it names ${files.length} files; up to ${mostShards} are read`);
    }
    for (const file of files) shards.set(file, await openShard(file));
    const tensors = new Map<string, TensorHeader>();
    for (const [name, home] of homes) {
      const header = shards.get(home)!.tensors.get(name);
      if (!header) throw new DamagedTensor(`${path.basename(home)} has no ${shown(name)}`);
      tensors.set(name, header);
    }
    const formats = new Set([...shards.values()].map(({ facts }) => facts.format));
    return {
      ...{ path: index, tensors, close, files: [index, ...files] },
      facts: { format: `${[...formats].join(', ')} in ${files.length} files`, notes: [] },
      read(name) {
        const home = homes.get(name);
        if (home === undefined) throw new Error(`${index} has no tensor ${name}.`);
        return shards.get(home)!.read(name);
      },
    };
  } catch (error) {
    await close();
    throw error instanceof DamagedTensor ? damagedFile(index, error.message, error) : error;
  }
}

function homesOf(json: unknown, folder: string): ReadonlyMap<string, string> {
  const map = isRecord(json) ? json.weight_map : undefined;
  if (!isRecord(map)) throw new DamagedTensor('its list of tensors is missing');
  return new Map(Object.entries(map).map(([name, file]) => [name, besides(folder, file)]));
}

async function openShard(file: string): Promise<TensorFile> {
  try {
    return await (file.endsWith('.safetensors') ? openSafetensors(file) : openPth(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new DamagedTensor(`its part ${shown(path.basename(file))} is missing`, { cause: error });
  }
}
