/** What `tlp explain` says. */
import { type ExplainedValue, explainPipeline } from '../../../plan/explain.js';
import { originText } from '../../../plan/origin-text.js';
import type { TextFeature } from '../../feature.js';
import { explainRequest, type PipelineParams, type ResolvedPipeline } from '../requests.js';
import { chosenDraft } from './chosen.js';

export const explain: TextFeature<PipelineParams, ResolvedPipeline | null> = {
  method: explainRequest,
  capabilities: {},
  answer({ snapshot }, params) {
    const draft = chosenDraft(snapshot, params);
    const pipeline = snapshot.analysis.pipelines.find(({ name }) => name === draft?.pipeline.name);
    if (!pipeline) return null;
    const values = explainPipeline(pipeline);
    return { pipeline: pipeline.name, text: listing(values, snapshot.file), values };
  },
};

function listing(values: readonly ExplainedValue[], file: string): string {
  const width = Math.max(...values.map(({ path }) => path.length));
  const lines = values.map(({ path, value, origin }) => {
    return `${path.padEnd(width)}  ${value}  // ${originText(origin, file)}`;
  });
  return `${lines.join('\n')}\n`;
}
