/** Many short texts as a table, and vectors for their words, the same every time: a word in three is of the text's class. */
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writePipeline } from './pipeline.mjs';
import { generator } from './random.mjs';

const WORDS = 20_000;
const DIMENSIONS = 16;
const CLASSES = 4;
const LONGEST = 12;

/** @returns the pipeline that learns them */
export async function makeTexts(folder, count) {
  const random = generator(2);
  await pipeline(Readable.from(rows(count, random)), createWriteStream(path.join(folder, 'texts.csv')));
  // The words of a class have one number in common.
  const number = (at, i) => ((random() % 2000) / 1000 - (i === at % CLASSES ? 0 : 1)).toFixed(3);
  const vector = (at) => Array.from({ length: DIMENSIONS }, (_, i) => number(at, i)).join(' ');
  const lines = Array.from({ length: WORDS }, (_, at) => `${nameOf(at)} ${vector(at)}\n`);
  await writeFile(path.join(folder, 'vectors.txt'), lines.join(''));
  return writePipeline(folder, {
    name: 'texts',
    backbone: 'vectors("vectors.txt")',
    data: ['text("texts.csv")', 'text: text', 'label: kind'],
    ...{ batch: 256, rate: 1e-2 },
  });
}

function* rows(count, random) {
  yield 'text,kind\n';
  const AT_ONCE = 1000;
  for (let first = 0; first < count; first += AT_ONCE) {
    const lines = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, i) => {
      const label = (first + i) % CLASSES;
      const words = Array.from({ length: 4 + (random() % (LONGEST - 3)) }, () => {
        const word = random() % WORDS;
        return nameOf(random() % 3 === 0 ? word - (word % CLASSES) + label : word);
      });
      return `${words.join(' ')},kind${label}\n`;
    });
    yield lines.join('');
  }
}

/** Letters only, so that it is one word: `baba`, `babe`, … */
function nameOf(at) {
  const syllables = [];
  for (let rest = at + 100; rest > 0; rest = Math.floor(rest / 100)) {
    syllables.push('bcdfghjklmnpqrstvwxz'[Math.floor((rest % 100) / 5)] + 'aeiou'[rest % 5]);
  }
  return syllables.join('');
}
