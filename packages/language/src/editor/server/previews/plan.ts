/** What `tlp plan` says, as far as the editor sees the data. */
import { planPipeline } from '../../../plan/plan.js';
import type { TextFeature } from '../../feature.js';
import { knowledgeOf } from '../../knowledge.js';
import { type PipelineParams, type PipelinePlan, planRequest } from '../requests.js';
import { chosenDraft } from './chosen.js';

const unseen = { classes: 0, images: { train: 0, validation: 0, test: 0 } };

/** Only a pipeline without mistakes has a plan. */
export const plan: TextFeature<PipelineParams, PipelinePlan | null> = {
  method: planRequest,
  capabilities: {},
  answer(scene, params) {
    const draft = chosenDraft(scene.snapshot, params);
    const pipeline = scene.snapshot.analysis.pipelines.find(({ name }) => name === draft?.pipeline.name);
    if (!draft || !pipeline) return null;
    const { data } = knowledgeOf(scene, draft);
    const planned = planPipeline(pipeline, draft.backbone, data ?? unseen);
    return {
      pipeline: planned.pipeline,
      backbone: planned.backbone,
      inputSize: planned.inputSize,
      classes: data?.classes ?? null,
      phases: planned.phases,
    };
  },
};
