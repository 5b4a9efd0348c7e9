/** A process that trains the tiny pipeline, for tests that kill it: `node … DATA OUT FEATURES resume|fresh [ENGINE [recipes]]`. */
import { runPipeline } from '../train/run-pipeline.js';
import { tinyPhases, tinyRecipes } from './image-folder.js';
import { tinyBackbone } from './tiny-backbone.js';

const [data, out, featureFolder, resume, engine = 'portable', kind] = process.argv.slice(2) as [
  string,
  string,
  string,
  'resume' | 'fresh',
  ('auto' | 'portable')?,
  'recipes'?,
];
await runPipeline(kind === 'recipes' ? tinyRecipes(data) : tinyPhases(data), {
  out,
  featureFolder,
  resume: resume === 'resume',
  engine,
  findBackbone: () => tinyBackbone,
  onEvent: (event) => process.stdout.write(`${event.type}\n`),
});
