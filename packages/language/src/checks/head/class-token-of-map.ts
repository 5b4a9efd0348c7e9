import { isOfVectors } from '../../import/vectors/card.js';
import { checked } from '../checked.js';

export const classTokenOfMap = checked<{ backbone: string; token: 'class' | 'last' }>({
  code: 'TLP412',
  severity: 'error',
  title: 'The backbone has no such token',
  explanation:
    'A vision transformer puts a token of its own before the patches and reads the class off it, and BERT before the text. GPT-2 reads the class off the last token of a text. A convolutional network outputs a feature map, which has no tokens, and an image has no last one. In vectors of words, the first one is a word like others.',
  message: ({ backbone, token }) => `\`${backbone}\` has no ${token} token.`,
  remedy: () => 'Write `pool(average)`.',
  bad: { head: 'pool(class_token)\ndense(classes)' },
  good: { head: 'pool(average)\ndense(classes)' },
  reads: ['backbone', 'head'],
  check({ pipeline: { head }, backbone }, found) {
    const { tokens, name } = backbone;
    head.forEach((layer, index) => {
      if (layer.kind !== 'pool') return;
      if (layer.mode === 'class_token' && (tokens === undefined || isOfVectors(backbone)))
        found({ backbone: name, token: 'class' }, `head.${index}.mode`);
      // Rows of one length have no padding, so nothing tells where the content ends.
      if ((layer.mode === 'last_token' || layer.mode === 'ulmfit') && tokens?.padded !== true)
        found({ backbone: name, token: 'last' }, `head.${index}.mode`);
    });
  },
});
