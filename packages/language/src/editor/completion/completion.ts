/** Completion: what may stand at the cursor, from the schema table, the catalogue and the text itself. */
import type { CompletionList, CompletionParams } from 'vscode-languageserver-protocol';
import { memberWords } from '../../schema/index.js';
import { keywords } from '../../schema/keywords.js';
import { type Cursor, cursorAt } from '../context/cursor.js';
import { childBlocks } from '../context/outline.js';
import type { Scene, TextFeature } from '../feature.js';
import { isText } from '../tokens.js';
import { argumentOffers } from './arguments.js';
import { backboneOffers } from './backbones.js';
import { blocksFollow, exceptOffers, freezeOffers } from './freeze.js';
import { memberOffers } from './members.js';
import { Group, Kind, type Offer, toItem } from './offer.js';
import { importsOf } from './others.js';
import { pathOffers, quotedPaths } from './paths.js';
import { valueOffers, wordOffer } from './values.js';

const triggerCharacters = [':', ' ', '(', ',', '.', '"', '/'];

export const completion: TextFeature<CompletionParams, CompletionList> = {
  method: 'textDocument/completion',
  capabilities: { completionProvider: { triggerCharacters } },
  answer(scene, { position, context }) {
    const cursor = cursorAt(scene.snapshot, scene.snapshot.text.offsetAt(position));
    const offers = isWanted(cursor, context?.triggerCharacter) ? offersAt(scene, cursor) : [];
    const items = offers
      .filter((offer) => offer.kind !== Kind.Snippet || scene.client.snippets)
      .map((offer, index) => toItem(offer, index, cursor, scene.client));
    // A number's offers follow from what was typed of it.
    return { isIncomplete: cursor.word.kind === 'number', items };
  },
};

/** A sign that was typed asks only where it means something: a space behind a whole value means nothing. */
function isWanted({ slot, word, toEnd, previous, snapshot }: Cursor, sign: string | undefined): boolean {
  const inText = word.kind === 'text';
  switch (sign) {
    case undefined:
      return true;
    case ' ':
      return !inText && slot !== 'member' && slot !== 'after';
    case '.':
      return !inText && slot === 'freeze' && (toEnd || snapshot.text.getText()[word.start - 1] === '.');
    case '"':
    case '/':
      return inText;
    case '(':
    case ',':
    case ':':
      return !inText && previous?.kind === sign;
    default:
      return true;
  }
}

function offersAt(scene: Scene, cursor: Cursor): readonly Offer[] {
  if (cursor.word.kind === 'text') return pathOffers(scene, cursor);
  switch (cursor.slot) {
    case 'none':
      return [];
    case 'member':
      return memberOffers(scene, cursor);
    case 'after': {
      const except = exceptOffers(cursor);
      return except.length > 0 && blocksFollow(cursor) ? except : [...except, ...memberOffers(scene, cursor)];
    }
    case 'value':
      return valueOffers(scene, cursor);
    case 'freeze':
      return freezeOffers(scene, cursor);
    case 'argument':
      return argumentOffers(scene, cursor);
    case 'backbone':
      return backboneOffers(scene);
    case 'source':
      return memberWords.data.map((word) => wordOffer(word, cursor.next?.kind === '('));
    case 'extends':
      return extendsOffers(scene, cursor);
    case 'parent':
      return parentOffers(scene, cursor);
    case 'import':
      return cursor.next && isText(cursor.next) ? [] : quotedPaths('pipeline file', scene, cursor);
  }
}

/** The pipelines that may be extended: of the text and of those it imports. */
function parentOffers(scene: Scene, { root, block, word }: Cursor): readonly Offer[] {
  const texts = [{ uri: scene.snapshot.uri, root }, ...importsOf(scene, { uri: scene.snapshot.uri, root })];
  const offers = new Map<string, Offer>();
  for (const text of texts) {
    for (const { name, start } of childBlocks(text.root, 'pipeline')) {
      if (!name) continue;
      if (text.root === root && isOwn(block, root, word.start, start)) continue;
      const file =
        text.root === root ? undefined : decodeURIComponent(text.uri.slice(text.uri.lastIndexOf('/') + 1));
      offers.set(name.text, {
        label: name.text,
        kind: Kind.Class,
        group: Group.Usual,
        ...(file === undefined ? {} : { detail: file }),
      });
    }
  }
  return [...offers.values()];
}

/** The pipeline whose header the cursor is in is the last that begins before it. */
function isOwn(block: Cursor['block'], root: Cursor['root'], offset: number, start: number): boolean {
  if (block !== root) return false;
  const before = childBlocks(root, 'pipeline').filter((pipeline) => pipeline.start < offset);
  return before.at(-1)?.start === start;
}

function extendsOffers(scene: Scene, cursor: Cursor): readonly Offer[] {
  const { next, nextOnLine } = cursor;
  const named = next?.kind === 'ID' && nextOnLine;
  if (!named && parentOffers(scene, cursor).length === 0) return [];
  const { doc, example } = keywords.extends;
  const text = named ? 'extends' : 'extends ';
  return [{ label: 'extends', text, kind: Kind.Keyword, group: Group.Usual, doc, example, goesOn: !named }];
}
