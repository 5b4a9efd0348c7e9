/** A pipeline with all that it extends. */
import type { Pipeline } from '../grammar/generated/ast.js';

export interface Line {
  /** The pipeline itself, what it extends, what that extends, and so on. */
  readonly pipelines: readonly Pipeline[];
  /** The last of the line, where its `extends` leads nowhere, back into the line, or too far. */
  readonly brokenAt?: Pipeline;
  /** Those that extend each other in a circle. */
  readonly circle?: readonly Pipeline[];
  /** There are more than `longestLine`. */
  readonly tooLong?: true;
}

/** Every block and word of a pipeline is looked for along its line, so that a line without end would take for ever. */
export const longestLine = 50;

export function lineOf(pipeline: Pipeline): Line {
  const pipelines: Pipeline[] = [];
  let next: Pipeline | undefined = pipeline;
  while (next && !pipelines.includes(next) && pipelines.length < longestLine) {
    pipelines.push(next);
    next = next.parent?.ref;
  }
  const last = pipelines.at(-1)!;
  if (next && !pipelines.includes(next)) return { pipelines, brokenAt: last, tooLong: true };
  if (next) return { pipelines, brokenAt: last, circle: pipelines.slice(pipelines.indexOf(next)) };
  return last.extends ? { pipelines, brokenAt: last } : { pipelines };
}
