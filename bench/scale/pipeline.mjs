/** One epoch of a head on what is frozen. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a pipeline beside its data.
 * @param data its lines, the source and the columns
 * @returns the file
 */
export async function writePipeline(folder, { name, backbone, data: [source, ...lines], batch, rate }) {
  const file = path.join(folder, `${name}.tlp`);
  const text = `pipeline ${name} {
  backbone ${backbone}
  data ${source} {
${lines.map((line) => `    ${line}\n`).join('')}    split: stratified(train: 80%, validation: 10%, test: 10%)
    batch: ${batch}
  }
  head {
    pool(average)
    dense(classes)
  }
  schedule {
    phase head {
      freeze: all
      epochs: 1
      optimizer: adam
      learning_rate: ${rate}
    }
  }
}
`;
  await writeFile(file, text);
  return file;
}
