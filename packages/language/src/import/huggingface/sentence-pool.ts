/** The pool of a sentence transformer (`1_Pooling/config.json`). */
import type { UsualPool } from '../../backbones/card.js';
import type { FolderFiles } from './folder-files.js';

/** The pools of sentence transformers that the head has. */
const pools: Readonly<Record<string, UsualPool>> = {
  mean_tokens: 'average',
  max_tokens: 'max',
  cls_token: 'class_token',
  lasttoken: 'last_token',
};

/** Undefined for two pools side by side and for sums by the root of the length, which no usual head has. */
export function poolOf({ pooling }: Pick<FolderFiles, 'pooling'>): UsualPool | undefined {
  const used = Object.keys(pooling ?? {}).filter(
    (key) => pooling?.[key] === true && key.startsWith('pooling_mode_'),
  );
  const [word] = used.length === 1 ? used.map((key) => key.slice('pooling_mode_'.length)) : [];
  return word !== undefined && Object.hasOwn(pools, word) ? pools[word] : undefined;
}
