/** A process that trains the tiny pipeline, for tests that kill it: `node … DATA OUT FEATURES resume|fresh [ENGINE [recipes|FOLDS]]`. */
import { runFolds } from '../folds/run-folds.js';
import { type RunOptions, runPipeline } from '../train/run-pipeline.js';
import { tinyPhases, tinyRecipes } from './image-folder.js';
import { tinyBackbone } from './tiny-backbone.js';

const [data, out, featureFolder, resume, engine = 'portable', kind] = process.argv.slice(2) as [
  string,
  string,
  string,
  'resume' | 'fresh',
  ('auto' | 'portable')?,
  string?,
];
const pipeline = kind === 'recipes' ? tinyRecipes(data) : tinyPhases(data);
const options: RunOptions = {
  out,
  featureFolder,
  resume: resume === 'resume',
  engine,
  findBackbone: () => tinyBackbone,
  onEvent: (event) => process.stdout.write(`${event.type}\n`),
};
if (kind === undefined || kind === 'recipes') await runPipeline(pipeline, options);
else {
  const count = Number(kind);
  const shares = {
    kind: 'fraction',
    stratified: true,
    train: 1 - 1 / count,
    validation: 1 / count,
    test: 0,
  } as const;
  await runFolds(
    { ...pipeline, data: { ...pipeline.data, split: { ...shares, folds: count } } },
    count,
    options,
  );
}
