/** Texts of two topics and of a third that nobody trains on, with vectors of their words. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Each topic has a direction of its own, and each word lies near it. */
const topics = {
  garden: ['rose', 'tulip', 'soil', 'seed'],
  kitchen: ['salt', 'bread', 'oven', 'spoon'],
  ships: ['anchor', 'mast', 'harbour', 'sail'],
} as const;
type Topic = keyof typeof topics;

const glove = Object.values(topics)
  .flatMap((words, topic) =>
    words.map((word, i) => {
      const vector = [0, 1, 2, 3].map((at) => (at === topic ? 1 + 0.1 * i : 0.05 * ((at + i) % 3)));
      return `${word} ${vector.join(' ')}\n`;
    }),
  )
  .join('');

/** @param i chooses the words; some are of the topic, and one is not known */
const textOf = (topic: Topic, i: number): string =>
  [topics[topic][i % 4], `n${i}`, topics[topic][(i * 3 + 1) % 4], topics[topic][(i >> 2) % 4]].join(' ');

export const rows = Array.from({ length: 120 }, (_, i) => {
  const topic = i % 2 ? 'garden' : 'kitchen';
  return `${textOf(topic, i)},${topic},${i < 40 ? 'train' : i < 80 ? 'val' : 'test'}`;
});
/** Of a topic that no row has. */
export const strangers = Array.from({ length: 20 }, (_, i) => textOf('ships', i));

export const pipeline = (schedule: string, expected = '') => `pipeline rooms {
  backbone vectors("glove.txt") { input: 6 }
  data text("rooms.csv") { text: body label: topic split: column(part) batch: 8 }
  head { pool(average) dense(classes) }
  schedule {
    ${schedule}
    phase head { freeze: all epochs: 20 optimizer: adam learning_rate: 1e-1 }
  }
  ${expected}
}
`;

/** What the pipeline reads, and a table of strangers alone. */
export async function writeRooms(folder: string): Promise<void> {
  await writeFile(join(folder, 'glove.txt'), glove);
  await writeFile(join(folder, 'rooms.csv'), `body,topic,part\n${rows.join('\n')}\n`);
  await writeFile(join(folder, 'ships.csv'), `body\n${strangers.join('\n')}\n`);
}

/** Known ones of the test split, and strangers that are called `unknown`. */
export const mixed = [
  ...rows.slice(80).map((row) => row.replace(/,test$/, '')),
  ...strangers.map((text) => `${text},unknown`),
];
