import { checked } from '../checked.js';

export const classTokenOfMap = checked<{ backbone: string }>({
  code: 'TLP412',
  severity: 'error',
  title: 'The backbone has no class token',
  explanation:
    'A vision transformer puts a token of its own before the patches and reads the class off it. A convolutional network outputs a feature map, which has no such token.',
  message: ({ backbone }) => `\`${backbone}\` has no class token.`,
  remedy: () => 'Write `pool(average)`.',
  bad: { head: 'pool(class_token)\ndense(classes)' },
  good: { head: 'pool(average)\ndense(classes)' },
  reads: ['backbone', 'head'],
  check({ pipeline: { head }, backbone }, found) {
    if (backbone.tokens !== undefined) return;
    head.forEach((layer, index) => {
      if (layer.kind === 'pool' && layer.mode === 'class_token')
        found({ backbone: backbone.name }, `head.${index}.mode`);
    });
  },
});
