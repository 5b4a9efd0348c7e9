/** The path that the source of a pipeline's data names, as the tokens show it. */
import { around, type Block, childBlocks } from '../context/outline.js';
import type { Snapshot } from '../snapshot.js';
import { isText } from '../tokens.js';

/** Of a data block: `spam.csv` of `data text("spam.csv")`. */
export function sourcePath(
  { name: source }: Block,
  { tokens }: Pick<Snapshot, 'tokens'>,
): string | undefined {
  if (!source) return undefined;
  const from = tokens.findIndex((token) => token.start === source.start);
  const close = tokens.findIndex((token, index) => index > from && token.kind === ')');
  const text = tokens.slice(from, close < 0 ? undefined : close).findLast(isText);
  return text?.text.slice(1, -1);
}

/** Of the data block of the pipeline around a block. */
export function pathAround(block: Block, snapshot: Pick<Snapshot, 'tokens'>): string | undefined {
  const pipeline = around(block, 'pipeline');
  const [data] = pipeline ? childBlocks(pipeline, 'data') : [];
  return data && sourcePath(data, snapshot);
}
