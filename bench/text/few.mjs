/** Tables with a few texts of each class to train on. */
import { readFile, writeFile } from 'node:fs/promises';

/**
 * The same test texts, and of those to train on `shot` of each class, other ones for each seed.
 * @param data a table of `tableOf` @param most test texts at most
 */
export async function fewOf(data, shot, most, seed) {
  const [header, ...lines] = (await readFile(data, 'utf8')).trim().split('\n');
  const of = (part) => lines.filter((line) => line.split(',', 2)[1] === part);
  const classes = new Map();
  for (const line of of('train')) {
    const name = line.split(',', 1)[0];
    classes.set(name, [...(classes.get(name) ?? []), line]);
  }
  const chosen = [...classes.values()].flatMap((own) =>
    Array.from(
      { length: shot },
      (_, i) => own[(seed * 7919 + i * Math.floor(own.length / shot)) % own.length],
    ),
  );
  const tested = of('test');
  const step = Math.max(1, tested.length / most);
  const judged = Array.from(
    { length: Math.floor(tested.length / step) },
    (_, i) => tested[Math.floor(i * step)],
  );
  const file = data.replace(/\.csv$/, `-${shot}-${seed}.csv`);
  await writeFile(file, `${[header, ...chosen, ...judged].join('\n')}\n`);
  return file;
}
