/** A pipeline with all that it extends. */
import type { Pipeline } from '../grammar/generated/ast.js';

export interface Line {
  /** The pipeline itself, what it extends, what that extends, and so on. */
  readonly pipelines: readonly Pipeline[];
  /** The last of the line, where its `extends` leads nowhere, or back into the line. */
  readonly brokenAt?: Pipeline;
  /** Those that extend each other in a circle. */
  readonly circle?: readonly Pipeline[];
}

export function lineOf(pipeline: Pipeline): Line {
  const pipelines: Pipeline[] = [];
  let next: Pipeline | undefined = pipeline;
  while (next && !pipelines.includes(next)) {
    pipelines.push(next);
    next = next.parent?.ref;
  }
  const last = pipelines.at(-1)!;
  if (next) return { pipelines, brokenAt: last, circle: pipelines.slice(pipelines.indexOf(next)) };
  return last.extends ? { pipelines, brokenAt: last } : { pipelines };
}
