import type { Backbone } from '../../backbones/card.js';
import { isOfVectors } from '../../import/vectors/card.js';
import { textExample } from '../../modalities/text/checks/example.js';
import type { HeadLayer } from '../../resolve/pipeline.js';
import { checked } from '../checked.js';

type Mode = Extract<HeadLayer, { kind: 'pool' }>['mode'];

const gpt2 = {
  'minilm/config.json': JSON.stringify({
    model_type: 'gpt2',
    vocab_size: 100,
    n_embd: 8,
    n_layer: 2,
    n_head: 2,
  }),
  'minilm/vocab.json': '{}',
  'minilm/merges.txt': '',
};

const pooling = (mode: Mode) => {
  const { others, ...example } = textExample({ head: `pool(${mode})\ndense(classes)` });
  return { ...example, others: { ...others, ...gpt2 } };
};

export const poolOfAnotherFamily = checked<{ mode: Mode; family: string; usual: Mode }>({
  code: 'TLP528',
  severity: 'warning',
  title: 'A pool of another family',
  explanation:
    'A network that reads from left to right, such as GPT-2 or an AWD-LSTM, gives at each token what it knows of those before it, so its first token has seen nothing but itself. ' +
    'BERT and its kin read in both directions; they are used with the class token or the mean, and their last token is the mark of the end.',
  message: ({ mode, family }) =>
    mode === 'class_token'
      ? `${family} reads from left to right, so its first token, which \`pool(class_token)\` takes, has seen none of the text.`
      : `The last token of ${family}, which \`pool(last_token)\` takes, is the mark of the end, and it was not trained to stand for the text.`,
  remedy: ({ usual }) => `Write \`pool(${usual})\`.`,
  bad: pooling('class_token'),
  good: pooling('last_token'),
  reads: ['backbone', 'head'],
  check({ pipeline: { head }, backbone }, found) {
    const at = head.findIndex(({ kind }) => kind !== 'dropout');
    const pool = head[at];
    if (pool?.kind !== 'pool' || backbone.tokens?.padded !== true || isOfVectors(backbone)) return;
    const wrong = readsForward(backbone) ? 'class_token' : 'last_token';
    const { pool: used = 'average' } = backbone.tokens;
    if (pool.mode !== wrong || used === wrong) return;
    found({ mode: wrong, family: backbone.family, usual: used }, `head.${at}.mode`);
  },
});

const readsForward = ({ continuation, decoders }: Backbone): boolean =>
  continuation !== undefined || decoders?.word !== undefined;
