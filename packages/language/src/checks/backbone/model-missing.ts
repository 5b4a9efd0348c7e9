import { didYouMean, nearest } from '../did-you-mean.js';
import { rule } from '../rule.js';
import { tinyModel } from './tiny-model.js';

export const modelMissing = rule<{ path: string; name: string; siblings: readonly string[] }>({
  code: 'TLP208',
  severity: 'error',
  title: 'There is no such model',
  explanation:
    'The network is read from the file after `backbone`: its blocks, its shapes and its weights. Without it nothing can be said of the pipeline.',
  message: ({ path }) => `There is no model ${path}.`,
  remedy: ({ name, siblings }) =>
    nearest(name, siblings) === undefined
      ? 'Check the path. It is relative to the folder of the pipeline file.'
      : didYouMean(name, siblings),
  bad: { backbone: 'tfjs("modell.json") {\n  preprocessing: tf\n}', others: { 'model.json': tinyModel } },
  good: { backbone: 'tfjs("model.json") {\n  preprocessing: tf\n}', others: { 'model.json': tinyModel } },
});
