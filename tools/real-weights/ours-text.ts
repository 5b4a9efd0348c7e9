/**
 * `ours-text BEGINNINGS`: what textgenrnn writes with its published weights after each text of a JSON list, and what it gives every
 * character as the next one, as JSON. The weights are fetched as `tlp run` does.
 */
import { textgenrnn } from '@tlp/language/backbones/textgenrnn.js';
import { generate } from '@tlp/runtime/generate/generate.js';
import { readingOf } from '@tlp/runtime/generate/readings.js';
import { writerOfBackbone } from '@tlp/runtime/generate/writer.js';
import { softmax } from '@tlp/runtime/tasks/classification/metrics.js';

const writer = await writerOfBackbone(textgenrnn, () => undefined);

async function written(beginning: string): Promise<string> {
  const options = { engine: 'auto', most: 200, sampling: null, seed: 0, stops: [] } as const;
  const { text } = await generate(writer, beginning, { ...options, onText: () => undefined });
  return beginning + text;
}

async function probabilitiesAfter(beginning: string): Promise<readonly number[]> {
  const reading = readingOf(writer.network, { weights: writer.weights, engine: 'auto' });
  const [encoding] = await writer.tokenizer.encode([[beginning]], Number.POSITIVE_INFINITY, 'head');
  const logits = await reading.read([...encoding!.ids]);
  await reading.dispose();
  return softmax([...logits]);
}

const answers: Record<string, unknown> = {};
for (const beginning of JSON.parse(process.argv[2] ?? '[]'))
  answers[beginning] = { text: await written(beginning), probabilities: await probabilitiesAfter(beginning) };
process.stdout.write(JSON.stringify(answers));
