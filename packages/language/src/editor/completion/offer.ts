/** What a completion offers, and how it becomes an item of the protocol. */
import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type Range,
} from 'vscode-languageserver-protocol';
import type { Cursor } from '../context/cursor.js';
import type { ClientAbilities } from '../feature.js';
import { suggestCommand } from '../server/requests.js';
import { rangeIn } from '../stretch.js';

export interface Offer {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** Offers come in the order of their groups, and within one as they were listed. */
  readonly group: Group;
  /** Beside the label: a type, a count. */
  readonly detail?: string;
  readonly doc?: string;
  readonly example?: string;
  /** What is inserted where it is not the label, and the same with places to fill in. */
  readonly text?: string;
  readonly snippet?: string;
  /** What is matched with the text that was typed, where it is not the label. */
  readonly filter?: string;
  readonly preselect?: boolean;
  /** What was inserted asks for a value: the client is asked to complete again. */
  readonly goesOn?: boolean;
  /** Offsets of what is replaced, where it is not the word at the cursor. */
  readonly start?: number;
  readonly end?: number;
}

export enum Group {
  First,
  Required,
  Usual,
  Other,
  Names,
  Last,
}

export const Kind = CompletionItemKind;

/** As if it had opened while typing: it goes away where nothing fits, and Enter ends a line that is whole. */
const suggest = { title: 'Suggest', command: suggestCommand, arguments: [{ auto: true }] };

export function toItem(offer: Offer, index: number, cursor: Cursor, client: ClientAbilities): CompletionItem {
  const { label, kind, group, detail, preselect, filter = label, goesOn = false } = offer;
  const asks = goesOn && client.commands.includes(suggestCommand);
  const snippet = client.snippets && !(asks && isFilled(offer.snippet)) ? offer.snippet : undefined;
  const newText = gap(cursor) + (snippet ?? offer.text ?? label) + gapBehind(cursor);
  const documentation = documentationOf(offer, client);
  return {
    label,
    kind,
    sortText: `${group}${String(index).padStart(4, '0')}`,
    filterText: filter,
    insertTextFormat: snippet === undefined ? InsertTextFormat.PlainText : InsertTextFormat.Snippet,
    textEdit: editOf(newText, offer, cursor, client),
    ...(newText.includes('\n') ? { insertTextMode: InsertTextMode.adjustIndentation } : {}),
    ...(detail === undefined ? {} : { detail }),
    ...(detail === undefined || !client.labelDetails ? {} : { labelDetails: { description: detail } }),
    ...(documentation === undefined ? {} : { documentation }),
    ...(preselect ? { preselect } : {}),
    ...(asks ? { command: suggest } : {}),
  };
}

/** A place that is filled hides what else may stand there; who can be asked to show that gets a list instead. */
const isFilled = (snippet = ''): boolean => /(?<!\\)\$\{\d+:/.test(snippet);

/**
 * `name:` and a comma are followed by a space, whoever writes it. Not before a word that was begun: what is inserted
 * must be what was typed once that is whole, or Enter would insert it again.
 */
function gap({ snapshot, word, slot }: Cursor): string {
  const valueNext = slot === 'value' || slot === 'freeze' || slot === 'argument';
  const before = snapshot.text.getText()[word.start - 1];
  return valueNext && word.kind === 'none' && (before === ':' || before === ',') ? ' ' : '';
}

/** Where nothing was typed yet, a word that stands right behind is kept apart. */
const gapBehind = ({ word, next }: Cursor): string =>
  word.kind === 'none' && next?.start === word.end && /^\w/.test(next.text) ? ' ' : '';

/** A client that knows no two ranges gets the one of the whole word: what is left of it would stay as garbage. */
function editOf(newText: string, offer: Offer, cursor: Cursor, client: ClientAbilities) {
  const { word, offset, snapshot } = cursor;
  const { start = word.start, end = word.end } = offer;
  const range = (to: number): Range => rangeIn(snapshot.text, { start, end: to });
  if (!client.insertReplace) return { newText, range: range(end) };
  return { newText, insert: range(Math.min(offset, end)), replace: range(end) };
}

function documentationOf({ doc, example }: Offer, { markdown }: ClientAbilities) {
  if (doc === undefined) return undefined;
  if (!markdown) return example ? `${doc}\n\nExample: ${example}` : doc;
  const value = example ? `${doc}\n\n\`\`\`tlp\n${example}\n\`\`\`` : doc;
  return { kind: MarkupKind.Markdown, value };
}
