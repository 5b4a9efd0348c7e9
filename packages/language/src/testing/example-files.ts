import { exampleText } from '../checks/example.js';
import type { Example } from '../checks/rule.js';
import type { SourceFiles } from '../files.js';
import { memoryFiles } from './memory-files.js';

/** The example at this path with all that stands beside it; an empty folder holds a hidden file, and `hub` the repositories. */
export function exampleFiles(example: Example, file: string): SourceFiles {
  const folder = file.slice(0, file.lastIndexOf('/'));
  const images = Object.entries(example.folders ?? {}).flatMap(([name, count]) =>
    count === 0 ? [`${name}/.keep`] : Array.from({ length: count }, (_, index) => `${name}/${index + 1}.jpg`),
  );
  const files = memoryFiles({
    [file]: exampleText(example),
    ...Object.fromEntries(images.map((name) => [`${folder}/${name}`, ''])),
    ...Object.fromEntries(
      Object.entries(example.others ?? {}).map(([name, text]) => [`${folder}/${name}`, text]),
    ),
  });
  return { ...files, repository: ({ name }) => `${folder}/hub/${name}/${'0'.repeat(40)}` };
}
