/** The texts of the corpus, each with the files beside it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Resolution, resolveText } from '../../src/compile-text.js';
import { commandLineBudget } from '../../src/data/look.js';
import { type Tree, treeFiles } from '../../src/testing/tree-files.js';

export interface CorpusText {
  readonly name: string;
  readonly text: string;
  readonly files: Tree;
}

/** Every `NAME.tlp` of a folder, with what `NAME.files.json` says lies beside it. */
export function readCorpus(folder: string): readonly CorpusText[] {
  const at = path.join(import.meta.dirname, folder);
  const names = readdirSync(at).sort();
  return names
    .filter((file) => file.endsWith('.tlp'))
    .map((file) => {
      const name = file.slice(0, -'.tlp'.length);
      const beside = names.includes(`${name}.files.json`)
        ? (JSON.parse(readFileSync(path.join(at, `${name}.files.json`), 'utf8')) as Tree)
        : undefined;
      return { name, text: readFileSync(path.join(at, file), 'utf8'), files: beside ?? {} };
    });
}

const home = '/home/ada/project';

/** What is said before anything runs: of the text alone, or with the files beside it where there are any. */
export async function told({ name, text, files }: CorpusText): Promise<Resolution> {
  const complete = Object.keys(files).length > 0;
  return resolveText(text, {
    file: `${home}/${name}.tlp`,
    files: treeFiles(home, files, complete),
    ...(complete ? { look: commandLineBudget } : {}),
  });
}

/** What the head of a mistake says of it: the mistake, and the codes that tell it; none where only training shows it. */
export function expectation(text: string): { readonly what: string; readonly codes: readonly string[] } {
  const what = /^\/\/ Mistake: (.*)$/m.exec(text)?.[1];
  const expected = /^\/\/ expect: (.*)$/m.exec(text)?.[1];
  if (what === undefined || expected === undefined) {
    throw new Error('A mistake begins with `// Mistake:` and `// expect:`.');
  }
  return { what, codes: expected.match(/TLP\d{3}/g) ?? [] };
}
