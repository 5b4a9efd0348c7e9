/** For tests of completion: what is offered at a `$0`, and what accepting it makes of the text. */
import type { CompletionItem } from 'vscode-languageserver-protocol';
import { sceneOf, type TestOptions } from '../testing.js';
import { completion } from './completion.js';

export interface AskOptions extends TestOptions {
  /** The sign that was typed, where the client asks by itself. */
  readonly sign?: string;
}

/** In the order in which a client lists them. */
export function itemsAt(marked: string, options: AskOptions = {}): readonly CompletionItem[] {
  const scene = sceneOf(marked, options);
  const { sign } = options;
  const context = sign === undefined ? {} : { context: { triggerKind: 2 as const, triggerCharacter: sign } };
  const { items } = completion.answer(scene, { ...scene.params, ...context });
  return items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
}

export const labelsAt = (marked: string, options: AskOptions = {}): readonly string[] =>
  itemsAt(marked, options).map(({ label }) => label);

/** The text with an item accepted; with `insert`, what is behind the cursor of the word stays. */
export function accepted(
  marked: string,
  label: string,
  options: AskOptions & { readonly insert?: boolean } = {},
): string {
  const item = itemsAt(marked, options).find((one) => one.label === label);
  if (!item?.textEdit) throw new Error(`\`${label}\` is not offered at ${marked}`);
  const { textEdit } = item;
  const { text } = sceneOf(marked, options).snapshot;
  const replaced = 'range' in textEdit ? textEdit.range : options.insert ? textEdit.insert : textEdit.replace;
  const content = text.getText();
  return (
    content.slice(0, text.offsetAt(replaced.start)) +
    textEdit.newText +
    content.slice(text.offsetAt(replaced.end))
  );
}
