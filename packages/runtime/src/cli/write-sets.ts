/** Puts values that were found into the file of their pipeline, each where its path says. */
import { fail } from '@tlp/language/diagnostic.js';
import { setPath } from '@tlp/language/editor/fixes/set-path.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { Context } from './command.js';
import { fileToChange } from './file-to-change.js';

/** Writes the values, and gives the file's path. */
export type SetWriter = (sets: readonly string[]) => Promise<string>;

/** @throws TLP909 at once where a value has no place in the file, later where the file has changed meanwhile */
export async function setWriter(
  path: string,
  { name }: Pipeline,
  sets: readonly string[],
  context: Context,
): Promise<SetWriter> {
  const { file, snapshot, write } = await fileToChange(path, context, (unnamed) =>
    cannot('Standard input has no file that values could be written into', 'Name the file', unnamed),
  );
  const withSets = (all: readonly string[]): string => {
    const changed = all.reduce((content, set) => {
      const cut = set.indexOf('=');
      const [at, value] = [set.slice(0, cut), set.slice(cut + 1)];
      const text = setPath(content, { pipeline: name, path: at, value });
      if (text !== undefined) return content.edited(text);
      throw cannot(
        `\`${at}\` does not stand in the pipeline ${name} itself`,
        'Leave out --write, and take the --set flags that the sweep prints',
        file,
      );
    }, snapshot);
    return changed.text.getText();
  };
  withSets(sets);
  return async (best) => {
    await write(withSets(best), () =>
      cannot('The file has changed while values were tried', `Write them yourself: ${best.join(', ')}`, file),
    );
    return file;
  };
}

const cannot = (message: string, remedy: string, file: string) =>
  fail('TLP909', `${message}.`, `${remedy}.`, { file, exitCode: 2 });
