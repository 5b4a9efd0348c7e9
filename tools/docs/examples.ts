/** The worked examples of a document: its sections, the files their code blocks stand for, and their checks. */

/** A code block that names a file: the whole of a new one, or an edit of one that is there. */
export interface FileBlock {
  readonly kind: 'new' | 'edit';
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** `npx vitest run FILE [-t NAME]`, as a section tells the reader to run it. */
export interface Check {
  readonly file: string;
  readonly name?: string;
}

export interface WorkedExample {
  readonly title: string;
  readonly blocks: readonly FileBlock[];
  readonly checks: readonly Check[];
}

/** Sections (`## …`) of the text that have a block which names a file: ```` ```ts path ```` or ```` ```diff path ````. */
export function workedExamples(markdown: string): readonly WorkedExample[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => ({
      title: section.slice(0, section.indexOf('\n')),
      blocks: [...section.matchAll(/^```(ts|diff) (\S+)\n(.*?)^```$/gms)].map(
        ([, language, path, text]): FileBlock => ({
          kind: language === 'diff' ? 'edit' : 'new',
          path: path!,
          text: text!,
        }),
      ),
      checks: [...section.matchAll(/^npx vitest run (\S+)(?: -t (\S+))?$/gm)].map(
        ([, file, name]): Check => ({ file: file!, ...(name === undefined ? {} : { name }) }),
      ),
    }))
    .filter(({ blocks }) => blocks.length > 0);
}

/**
 * Applies an edit: hunks of lines that start with a blank (kept), `-` (taken out) or `+` (put in), with `@@` between.
 * @throws Error where the lines of a hunk that should be there are not, or stand there twice.
 */
export function applyEdit(text: string, edit: string): string {
  return edit.split(/^@@\n/m).reduce((result, hunk) => {
    const lines = hunk.replace(/\n$/, '').split('\n');
    const side = (mark: '-' | '+') =>
      lines
        .filter((line) => line === '' || line[0] === ' ' || line[0] === mark)
        .map((line) => `${line.slice(1)}\n`);
    const [before, after] = [side('-').join(''), side('+').join('')];
    const found = result.split(before).length - 1;
    if (found !== 1) throw new Error(`These lines are there ${found} times:\n${before}`);
    return result.replace(before, () => after);
  }, text);
}
