import { answersWords } from '../../tasks/each.js';
import { tasks } from '../../tasks/index.js';
import { checked } from '../checked.js';
import { givesVector } from '../subject.js';
import { makesVector } from './makes-vector.js';

export const pooledTwice = checked<{ layer: string }>({
  code: 'TLP509',
  severity: 'error',
  title: 'The features are already a vector',
  explanation:
    '`pool` and `flatten` turn the feature map into a vector, so there is no map left for a second one. A `lstm` or `gru` gives a vector too, unless it has `return: sequence`.',
  message: ({ layer }) => `\`${layer}\` receives a vector, not a feature map.`,
  remedy: () => 'Remove it.',
  bad: { head: 'pool(average)\nflatten\ndense(classes)' },
  good: { head: 'flatten\ndense(classes)' },
  reads: ['data', 'head'],
  check({ pipeline: { head, task }, graph }, found) {
    // Of words nothing is pooled, not even once.
    if (answersWords(task) || tasks[task].units === null) return;
    const first = givesVector({ graph }) ? -1 : head.findIndex(makesVector);
    head.forEach((layer, index) => {
      if (index > first && (layer.kind === 'pool' || layer.kind === 'flatten')) {
        found({ layer: layer.kind }, `head.${index}`);
      }
    });
  },
});
