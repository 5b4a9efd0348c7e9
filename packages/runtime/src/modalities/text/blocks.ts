/** Texts one after another, divided anew into as many tokens as a network is given: `group_texts` of Transformers' `run_clm.py`. */
import { createHash } from 'node:crypto';
import type { TextItem } from './example.js';
import { someAtOnce } from './some-at-once.js';
import type { Tokenizer } from './tokenizer/tokenizer.js';

/**
 * Parts of `size` tokens, called by the text in which they begin. Unlike there, the last one, which is shorter, is kept.
 * @param size at least 2: of one token nothing can be told
 * @param context the most tokens that are put before those of a part: the ones that stand there
 */
export async function blocksOf<I extends TextItem>(
  items: readonly I[],
  { encode }: Pick<Tokenizer, 'encode'>,
  size: number,
  context = 0,
): Promise<readonly I[]> {
  const blocks: I[] = [];
  let before = new Int32Array();
  const open = new Int32Array(size);
  let filled = 0;
  let first: I | undefined;
  let part = 0;
  const close = () => {
    const own = open.slice(0, filled);
    if (first && before.length + filled > 1) blocks.push(blockOf(first, ++part, before, own));
    if (context > 0) before = Int32Array.of(...before, ...own).slice(-context);
    filled = 0;
    first = undefined;
  };
  for (const some of someAtOnce(items)) {
    const encodings = await encode(
      some.map(({ texts }) => texts),
      Number.POSITIVE_INFINITY,
      'head',
    );
    for (const [i, { ids }] of encodings.entries()) {
      part = 0;
      for (let from = 0; from < ids.length; ) {
        first ??= some[i]!;
        const taken = ids.subarray(from, from + size - filled);
        open.set(taken, filled);
        filled += taken.length;
        from += taken.length;
        if (filled === size) close();
      }
    }
  }
  close();
  return blocks;
}

/** What is the same in two splits is told of whole texts, so a block needs no more than to be called something. */
function blockOf<I extends TextItem>(text: I, part: number, before: Int32Array, own: Int32Array): I {
  const block = Int32Array.of(...before, ...own);
  const hash = createHash('sha256').update(new Uint8Array(block.buffer)).digest('hex');
  const context = before.length === 0 ? {} : { context: before.length };
  return { ...text, id: `${text.id}, part ${part}`, texts: [''], block, ...context, hash };
}
