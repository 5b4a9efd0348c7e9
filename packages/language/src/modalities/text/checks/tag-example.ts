/** For examples: pipelines that tag words. */
import type { Example } from '../../../checks/rule.js';
import { textExample } from './example.js';

const names = ['Anna', 'Boris', 'Chen', 'Dora'];
const places = ['Paris', 'Rome', 'Oslo', 'Lima'];

/** Sentences of four words, a person and a place in each. @param lines that are changed, by number from 1 */
export function sentences(changes: Readonly<Record<number, string>> = {}, begin = 'B'): string {
  const lines = Array.from({ length: 12 }, (_, i) => [
    `${names[i % 4]}${i}\t${begin}-PER`,
    'went\tO',
    'to\tO',
    `${places[i % 4]}\t${begin}-LOC`,
    '',
  ]).flat();
  return `${lines.map((line, i) => changes[i + 1] ?? line).join('\n')}\n`;
}

/** A pipeline with a CoNLL file of such sentences. */
export function tagExample({
  tags = 'entity',
  text = 'word',
  head = '',
  phase = '',
  monitor = '',
  path = 'names.conll',
  content = sentences(),
}: {
  readonly tags?: string;
  readonly text?: string;
  readonly head?: string;
  readonly phase?: string;
  readonly monitor?: string;
  readonly path?: string;
  readonly content?: string;
} = {}): Example {
  const data = `text: ${text}\ntags: ${tags}`;
  const example = textExample({ path, data, head, others: { [path]: content } });
  const file = example
    .file!.replace('epochs: 5', phase === '' ? 'epochs: 5' : `epochs: 5\n      ${phase}`)
    .replace('schedule {', monitor === '' ? 'schedule {' : `schedule {\n    monitor: ${monitor}`);
  return { ...example, file };
}
