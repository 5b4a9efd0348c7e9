import { isFromFolder } from '../../import/folder.js';
import { sentenceModules } from '../../import/huggingface/sentence-modules.js';
import { textExample } from '../../modalities/text/checks/example.js';
import { checked } from '../checked.js';

/** A sentence transformer that computes these. */
const ending = (...kinds: readonly string[]) =>
  textExample({
    tokenizer: {
      'minilm/vocab.txt': '[PAD]\n[UNK]\n[CLS]\n[SEP]',
      'minilm/modules.json': JSON.stringify(
        kinds.map((kind, idx) => ({ idx, type: `sentence_transformers.models.${kind}` })),
      ),
    },
  });

export const unreadModules = checked<{ backbone: string; modules: readonly string[] }>({
  code: 'TLP216',
  severity: 'warning',
  title: 'Layers of a sentence transformer that are not read',
  explanation:
    'A sentence transformer may compute more than a network and a pool. TLP reads the Transformer, its pool, `Dense` after one pool, with the usual activations, and ' +
    '`Normalize`; not LSTM, CNN, weights of words, or a `Dense` behind one of these. The head is trained on what the pool gives, so the pipeline works, but its vectors are not those of `encode`.',
  message: ({ backbone, modules }) =>
    `The module${modules.length === 1 ? '' : 's'} ${modules.map((name) => `\`${name}\``).join(' and ')} of \`${backbone}\` ${modules.length === 1 ? 'is' : 'are'} left out.`,
  remedy: () =>
    'Train the head as usual. Where the vectors of `encode` themselves are wanted, take a sentence transformer without such layers.',
  bad: ending('Transformer', 'LSTM', 'Pooling'),
  good: ending('Transformer', 'Pooling', 'Normalize'),
  reads: ['backbone'],
  check({ backbone }, found) {
    if (!isFromFolder(backbone) || backbone.folder.stored.format !== 'huggingface') return;
    const { unread } = sentenceModules(backbone.folder.stored.files);
    if (unread.length > 0) found({ backbone: backbone.name, modules: unread }, 'backbone.name');
  },
});
