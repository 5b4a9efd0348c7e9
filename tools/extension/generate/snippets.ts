/** The language's snippets as VS Code's "Insert Snippet" and its file templates offer them. */
import { snippets } from '@tlp/language/editor/snippets/snippets.js';

export interface SnippetEntry {
  readonly description: string;
  readonly body: readonly string[];
  readonly isFileTemplate?: true;
}

/**
 * None has a prefix, as VS Code would offer it in comments and where no such block may stand. While typing, they come
 * from the language server, which knows.
 */
export const snippetsFile = (): Readonly<Record<string, SnippetEntry>> =>
  Object.fromEntries(
    snippets.map(({ label, doc, body, home }) => [
      label,
      {
        description: doc,
        body: body.split('\n'),
        ...(home === 'file' ? { isFileTemplate: true as const } : {}),
      },
    ]),
  );
