/** Completion: what may stand at the cursor, from the schema table, the catalogue and the text itself. */
import type { CompletionList, CompletionParams } from 'vscode-languageserver-protocol';
import { memberWords } from '../../schema/index.js';
import { type Cursor, cursorAt } from '../context/cursor.js';
import { expectedAt } from '../context/expected.js';
import type { Scene, TextFeature } from '../feature.js';
import { isText } from '../tokens.js';
import { argumentOffers } from './arguments.js';
import { backboneOffers } from './backbones.js';
import { columnOffers } from './columns.js';
import { extendsOffers, parentOffers, phaseOffers } from './extending.js';
import { blocksFollow, exceptOffers, freezeOffers } from './freeze.js';
import { memberOffers } from './members.js';
import { Kind, type Offer, toItem } from './offer.js';
import { foldersBeside, pathOffers, quotedPaths } from './paths.js';
import { valueOffers, wordOffer } from './values.js';

/** Neither `:` nor `,`: a space follows them, and whoever leaves it out has begun a word then. */
const triggerCharacters = [' ', '(', '.', '"', '/'];

export const completion: TextFeature<CompletionParams, CompletionList> = {
  method: 'textDocument/completion',
  capabilities: { completionProvider: { triggerCharacters } },
  waits: true,
  answer(scene, { position, context }) {
    const cursor = cursorAt(scene.snapshot, scene.snapshot.text.offsetAt(position));
    const offers = isWanted(cursor, context?.triggerCharacter) ? offersAt(scene, cursor) : [];
    const items = offers
      .filter((offer) => offer.kind !== Kind.Snippet || scene.client.snippets)
      .map((offer, index) => toItem(offer, index, cursor, scene.client));
    return { isIncomplete: cursor.word.kind === 'number' || unitMayFollow(cursor), items };
  },
};

/** A number that will be typed gets its unit, so the list must be asked for again then. */
function unitMayFollow(cursor: Cursor): boolean {
  const { slot, word } = cursor;
  if (word.kind !== 'none' || (slot !== 'value' && slot !== 'argument')) return false;
  const unit = expectedAt(cursor)?.type?.number?.unit;
  return unit !== undefined && unit !== '';
}

/** A sign that was typed asks only where it means something: a space behind a whole value means nothing. */
function isWanted({ slot, word, toEnd, previous, snapshot }: Cursor, sign: string | undefined): boolean {
  const inText = word.kind === 'text';
  switch (sign) {
    case undefined:
      return true;
    case ' ':
      return !inText && slot !== 'member' && slot !== 'after';
    case '.':
      return (
        isMetric(word) ||
        (!inText && slot === 'freeze' && (toEnd || snapshot.text.getText()[word.start - 1] === '.'))
      );
    case '"':
    case '/':
      return inText;
    case '(':
      return !inText && previous?.kind === sign;
    default:
      return true;
  }
}

/** The split of an expectation, whose metric comes now. */
const isMetric = ({ kind, typed }: Cursor['word']): boolean => kind === 'name' && typed.endsWith('.');

function offersAt(scene: Scene, cursor: Cursor): readonly Offer[] {
  if (cursor.word.kind === 'text') return [...pathOffers(scene, cursor), ...columnOffers(scene, cursor)];
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
      return apart(valueOffers(scene, cursor), cursor);
    case 'freeze':
      return apart(freezeOffers(scene, cursor), cursor);
    case 'argument':
      return apart(argumentOffers(scene, cursor), cursor);
    case 'backbone':
      return [
        ...backboneOffers(scene),
        ...memberWords.backbone.map((word) =>
          wordOffer(word, { called: cursor.next?.kind === '(', listsPaths: true }),
        ),
      ];
    case 'source':
      return memberWords.data.map((word) =>
        wordOffer(word, { called: cursor.next?.kind === '(', listsPaths: foldersBeside(scene).length > 0 }),
      );
    case 'extends':
      return extendsOffers(scene, cursor);
    case 'parent':
      return parentOffers(scene, cursor);
    case 'phase':
      return phaseOffers(scene, cursor);
    case 'import':
      return cursor.next && isText(cursor.next) ? [] : quotedPaths('pipeline file', scene, cursor);
  }
}

/** Before a value that is there already, a list takes another one with its comma; nothing else takes any. */
function apart(offers: readonly Offer[], cursor: Cursor): readonly Offer[] {
  const { filled, slot, toEnd, next, word } = cursor;
  if (!filled) return offers;
  const several = slot !== 'value' || expectedAt(cursor)?.type?.several === true;
  if (!several || toEnd) return [];
  const comma = next?.start === word.end ? ', ' : ',';
  return offers
    .filter(({ goesOn }) => !goesOn)
    .map((offer) => {
      const { text = offer.label, snippet } = offer;
      return {
        ...offer,
        text: `${text}${comma}`,
        ...(snippet === undefined ? {} : { snippet: `${snippet}${comma}` }),
      };
    });
}
