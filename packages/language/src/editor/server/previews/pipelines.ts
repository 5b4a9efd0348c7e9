/** The pipelines of a text by name, for commands that ask which one is meant. */
import type { TextFeature } from '../../feature.js';
import { type PipelineName, type PipelineParams, pipelinesRequest } from '../requests.js';
import { linesOf } from './chosen.js';

export const pipelines: TextFeature<PipelineParams, readonly PipelineName[]> = {
  method: pipelinesRequest,
  capabilities: {},
  answer({ snapshot }) {
    return snapshot.document.parseResult.value.pipelines.flatMap((node): PipelineName[] => {
      const lines = linesOf(node);
      return node.name && lines ? [{ name: node.name, line: lines.start }] : [];
    });
  },
};
