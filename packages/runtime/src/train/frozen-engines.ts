/** The engines of frozen parts, each made when it is first needed. */
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { joinGraphs } from '@tlp/language/graph/later-cuts.js';
import type { Rest } from '@tlp/language/graph/rest.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { createInferenceEngine, type InferenceEngineOptions } from '../engines/create-inference-engine.js';
import type { InferenceEngine } from '../engines/types.js';
import type { Weights } from '../weights/tensors.js';
import type { FrozenParts } from './one-pass.js';

export interface FrozenEngines {
  one(graph: Graph): Promise<InferenceEngine>;
  /**
   * The frozen parts of programs that all have one, each of their values computed once.
   * @param rest what is left of them where some values are fed; absent where they start from the network's inputs
   */
  joined(programs: readonly PhaseProgram[], rest?: Rest): Promise<FrozenParts>;
  /** Ends those that were made. Others can be made afterwards. */
  dispose(): Promise<void>;
}

export function frozenEngines(weights: Weights, engine: InferenceEngineOptions['engine']): FrozenEngines {
  const made = new Map<string, Promise<InferenceEngine>>();
  const one = (graph: Graph) => {
    const key = [...graph.inputs, '->', ...graph.outputs].join(' ');
    const running = made.get(key) ?? createInferenceEngine(graph, weights, { engine, beside: true });
    made.set(key, running);
    return running;
  };
  return {
    one,
    async joined(programs, rest) {
      const { graph: whole, outputs } = joinGraphs(programs.map(({ frozen }) => frozen!));
      const graph = rest?.graph ?? whole;
      const running = await one(graph);
      return {
        graph,
        async run(feeds) {
          const values = await running.run(feeds);
          return outputs.map((places) => places.map((place) => values[place]!));
        },
      };
    },
    async dispose() {
      const running = [...made.values()];
      made.clear();
      for (const engine of running) await (await engine).dispose();
    },
  };
}
