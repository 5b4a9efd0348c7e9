/** A tokenizer that has more tokens than the network has vectors for. */
import { buildBackbone } from '@tlp/language/backbones/build.js';
import type { Backbone } from '@tlp/language/backbones/card.js';
import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import { nodesByName, typeOf } from '@tlp/language/graph/walk.js';
import { textInputs } from '@tlp/language/modalities/text/preprocessing.js';
import { count, counted } from '@tlp/language/quantities.js';
import type { TextItem } from '../example.js';
import { someAtOnce } from '../some-at-once.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import { encodingsOf } from '../tokens-of.js';

/** @throws TlpError TLP689 where a text has such a token */
export async function toldOfRows(
  backbone: Backbone,
  tokenizer: Tokenizer,
  items: readonly TextItem[],
): Promise<readonly Diagnostic[]> {
  const rows = rowsOfTable(backbone);
  const tokens = tokenizer.size();
  if (rows === undefined || tokens <= rows) return [];
  const { texts, first } = await textsBeyond(tokenizer, items, rows);
  const wrong = `The tokenizer of ${backbone.name} has ${counted(tokens, 'token')}, and the network vectors for ${count(rows)}.`;
  const told = {
    code: 'TLP689',
    remedy:
      'Take the tokenizer that was saved with the network. If tokens were added to it, the network needs vectors for them, `model.resize_token_embeddings(len(tokenizer))` in Transformers, and must be saved again.',
  } as const;
  if (texts === 0)
    return [{ ...told, severity: 'warning', message: `${wrong} No text of the data has one of the others.` }];
  const have = texts === 1 ? 'One text has' : `${count(texts)} texts have`;
  const named = first === undefined ? '' : `, \`${first}\` the first`;
  throw new TlpError([
    { ...told, severity: 'error', message: `${wrong} ${have} one of the others${named}.` },
  ]);
}

/** Of the table that tokens are looked up in; undefined where there is none. */
function rowsOfTable(backbone: Backbone): number | undefined {
  const graph = buildBackbone(backbone);
  const lookup = graph.nodes.find(({ op, inputs }) => op === 'gather' && inputs.includes(textInputs.ids));
  const rows = lookup && typeOf(nodesByName(graph), lookup.inputs[0]!).shape[0];
  return typeof rows === 'number' ? rows : undefined;
}

async function textsBeyond(tokenizer: Tokenizer, items: readonly TextItem[], rows: number) {
  const whole = { tokenizer, size: Number.POSITIVE_INFINITY, long: 'head' } as const;
  let texts = 0;
  let first: string | undefined;
  for (const some of someAtOnce(items)) {
    for (const { ids } of await encodingsOf(some, whole)) {
      const beyond = ids.find((id) => id >= rows);
      if (beyond === undefined) continue;
      texts += 1;
      first ??= tokenizer.token(beyond);
    }
  }
  return { texts, first };
}
