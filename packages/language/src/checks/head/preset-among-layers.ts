import { foreignMeaning } from '../foreign-names.js';
import { rule } from '../rule.js';

/** `linear(256)` is what PyTorch calls a dense layer. */
const layerOf = (preset: string): string | undefined => foreignMeaning(preset, ['dense']);

export const presetAmongLayers = rule<{ preset: string }>({
  code: 'TLP523',
  severity: 'error',
  title: 'A preset stands among layers',
  explanation:
    'A preset such as `linear` is a whole head, from the pool to the last layer. Nothing can stand before or after it.',
  message: ({ preset }) => `\`${preset}\` is a whole head, and other layers stand beside it.`,
  remedy: ({ preset }) => {
    const layer = layerOf(preset);
    const foreign = layer ? ` The layer that other libraries call so is \`${layer}\`.` : '';
    return `Remove the other layers, or \`${preset}\`.${foreign}`;
  },
  bad: { head: 'mlp(256)\ndropout(20%)' },
  good: { head: 'mlp(256, dropout: 20%)' },
});
