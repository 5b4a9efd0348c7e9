/** What an editor does with an item of a completion. */

import { expand } from '@tlp/language/editor/snippets/snippets.js';
import { type CompletionItem, InsertTextFormat, TextEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';

export interface Accepted {
  readonly text: string;
  /** Where the cursor is afterwards. */
  readonly offset: number;
}

/** What is inserted, with every place of a snippet left as it is proposed. */
export function insertedBy({ textEdit, insertTextFormat }: CompletionItem): string {
  const newText = textEdit?.newText ?? '';
  return insertTextFormat === InsertTextFormat.Snippet ? expand(newText) : newText;
}

/** The text once the item was accepted; where a client knows two ranges, by the one that replaces. */
export function accept(text: string, item: CompletionItem): Accepted {
  const document = TextDocument.create('file:///accept.tlp', 'tlp', 0, text);
  const edit = item.textEdit;
  if (!edit) throw new Error(`${item.label} has no edit`);
  const { start, end } = TextEdit.is(edit) ? edit.range : edit.replace;
  const inserted = insertedBy(item);
  const from = document.offsetAt(start);
  const accepted = text.slice(0, from) + inserted + text.slice(document.offsetAt(end));
  return { text: accepted, offset: from + inserted.length };
}

/** Whether an editor still shows the item for what was typed: its letters must come in this order. */
export function matches(item: CompletionItem, typed: string): boolean {
  const sought = typed.toLowerCase();
  const within = (item.filterText ?? item.label).toLowerCase();
  let at = 0;
  for (const letter of within) if (letter === sought[at]) at++;
  return at === sought.length;
}
