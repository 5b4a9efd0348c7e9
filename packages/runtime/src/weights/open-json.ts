/** A weight file that is JSON: it says where in other files the tensors are. */
import { weightsNotWeights } from '@tlp/language/checks/backbone/weights-not-weights.js';
import { failBy } from '@tlp/language/checks/raise.js';
import { parseJson } from '@tlp/language/weights/bounded-json.js';
import { useWeightFile } from '@tlp/language/weights/kinds.js';
import { openRegular } from '../files/regular.js';
import { isShardIndex, openShards } from './shards.js';
import { readExactly } from './stored-tensor.js';
import { damagedFile } from './tensor-file.js';
import type { TensorFile } from './tensors.js';
import { isTfjsModel, openTfjs } from './tfjs/open-tfjs.js';

interface Kind {
  readonly is: (json: unknown) => boolean;
  readonly open: (path: string, json: unknown) => Promise<TensorFile>;
}

const KINDS: readonly Kind[] = [
  { is: isShardIndex, open: openShards },
  { is: isTfjsModel, open: openTfjs },
];

/** The topology of a large graph model has some megabytes. */
const longest = 128 << 20;

/** @throws TlpError TLP250 (other JSON), TLP251 (damaged) */
export async function openJson(path: string): Promise<TensorFile> {
  const json = await readJson(path);
  const kind = KINDS.find(({ is }) => is(json));
  if (kind) return kind.open(path, json);
  throw failBy(weightsNotWeights, { path, problem: 'is JSON text', remedy: useWeightFile }, { file: path });
}

async function readJson(path: string): Promise<unknown> {
  const file = await openRegular(path);
  try {
    const { size } = await file.stat();
    if (size > longest) throw damagedFile(path, `it is JSON text of ${size} bytes`, undefined);
    const bytes = new Uint8Array(size);
    await readExactly(file, bytes, 0);
    const parsed = parseJson(bytes);
    if ('value' in parsed) return parsed.value;
    throw damagedFile(path, `it ${parsed.problem}`, undefined);
  } finally {
    await file.close();
  }
}
