/** For examples: pipelines that read texts. */
import type { Example } from '../../../checks/rule.js';

const words = ['good', 'bad', 'cheap', 'late', 'quick', 'broken', 'kind', 'rude', 'fresh', 'stale'];

/** Rows of reviews by turns of two classes, no two of which are the same. @param rows that are changed, by number from 1 */
export function reviews(
  changes: Readonly<Record<number, string>> = {},
  header = 'body,stars,shop',
  many = 20,
): string {
  const rows = Array.from({ length: many }, (_, i) => {
    const words2 = `${words[i % words.length]} and ${words[(i * 3 + Math.floor(i / 10) + 1) % words.length]} ${i}`;
    return changes[i + 1] ?? `${words2},${i % 2 ? 'one' : 'five'},${i % 5}`;
  });
  return `${[header, ...rows].join('\n')}\n`;
}

/** Of a small network. */
const config = JSON.stringify({
  model_type: 'bert',
  vocab_size: 100,
  hidden_size: 8,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  intermediate_size: 16,
});

const vocabulary = '[PAD]\n[UNK]\n[CLS]\n[SEP]';

/** The files of a network in a folder. */
export const networkIn = (folder: string) => ({
  [`${folder}/config.json`]: config,
  [`${folder}/vocab.txt`]: vocabulary,
});

/** A pipeline with a data block of texts. */
export function textExample({
  backbone = 'huggingface("minilm")',
  path = 'reviews.csv',
  data = 'text: body\nlabel: stars',
  units = 'classes',
  head = `pool(average)\ndense(${units})`,
  others = { 'reviews.csv': reviews() },
  folders,
  tokenizer = { 'minilm/vocab.txt': vocabulary },
}: {
  readonly backbone?: string;
  readonly path?: string;
  readonly data?: string;
  readonly units?: 'classes' | 'targets';
  /** Empty for a pipeline without the block. */
  readonly head?: string;
  readonly tokenizer?: Readonly<Record<string, string>>;
} & Pick<Example, 'others' | 'folders'> = {}): Example {
  const body = data.split('\n').map((line) => `    ${line}\n`);
  const headBlock = head === '' ? '' : `\n  head {\n${head.replace(/^/gm, '    ')}\n  }\n`;
  const file = `pipeline reviews {
  backbone ${backbone}

  data text("${path}") {
${body.join('')}    batch: 4
  }
${headBlock}
  schedule {
    phase train {
      freeze: all
      epochs: 5
    }
  }
}
`;
  return {
    file,
    others: { 'minilm/config.json': config, ...tokenizer, ...others },
    ...(folders ? { folders } : {}),
  };
}

/** Files of two classes, with these beside them. */
export function folderExample(others: Readonly<Record<string, string>> = {}): Example {
  const files = Array.from({ length: 10 }, (_, i): readonly [string, string][] => [
    [`reviews/good/${i + 1}.txt`, `Good: ${words[i]}.`],
    [`reviews/bad/${i + 1}.txt`, `Bad: ${words[i]}.`],
  ]);
  const texts = { ...Object.fromEntries(files.flat()), ...others };
  return textExample({ path: 'reviews', data: 'label: folder', others: texts });
}
