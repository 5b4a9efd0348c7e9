import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { folderPath } from '../testing/huggingface-folder.js';
import { useOwnCache } from '../testing/own-cache.js';
import { wordPieces } from '../testing/tiny-text-network.js';
import { tlp } from './testing.fixture.js';

const words = ['yes', 'no', 'so', 'and', 'very', 'then'] as const;
const rest = Array.from({ length: 85 - words.length }, (_, i) => `[unused${i}]`);

const pipeline = `pipeline order {
  backbone huggingface("net")
  data text("rows.csv") { text: body label: first split: column(part) batch: 16 }
  head {
    dropout(10%)
    lstm(8, bidirectional: true, return: sequence)
    gru(6, bidirectional: true)
    dense(classes)
  }
  schedule {
    phase head { freeze: all epochs: 7 optimizer: adam learning_rate: 4e-2 }
    phase tune { freeze: ..layer0 epochs: 1 optimizer: adam learning_rate: 5e-5 }
  }
}
`;

/** Which of two words comes first, whatever stands between them: no words, or up to three. */
const rows = Array.from({ length: 96 }, (_, i) => {
  const [first, last] = i % 2 ? ['yes', 'no'] : ['no', 'yes'];
  return `${[first, ...between(Math.floor(i / 2)), last].join(' ')},${first},${i < 64 ? 'train' : i < 80 ? 'val' : 'test'}`;
});

/** Others for each number. */
function between(number: number): string[] {
  return number === 0 ? [] : [...between(Math.floor((number - 1) / 4)), words[2 + ((number - 1) % 4)]!];
}

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-recurrent-'));
  await useOwnCache(cwd);
  await cp(folderPath('distilbert'), join(cwd, 'net'), { recursive: true });
  await writeFile(join(cwd, 'net', 'vocab.txt'), wordPieces([...words, ...rest]));
  await writeFile(join(cwd, 'rows.csv'), `body,first,part\n${rows.join('\n')}\n`);
  await writeFile(join(cwd, 'order.tlp'), pipeline);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const run = (...argv: string[]) => tlp(argv, { cwd });

it('a recurrent head learns which word comes first', async () => {
  const trained = await run('run', 'order.tlp', '--out', 'run', '--engine', 'portable');
  expect([trained.status, trained.err]).toEqual([0, expect.stringContaining('64 texts')]);
  const judged = await run('evaluate', 'run', '--data', 'rows.csv', '--engine', 'portable');
  expect([judged.status, judged.out]).toEqual([0, expect.stringMatching(/accuracy (9\d|100)/)]);
});
