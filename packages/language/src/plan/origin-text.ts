/** Where a value came from, in words. */
import { pathFrom } from '../resolve/paths.js';
import type { Origin } from '../resolve/pipeline.js';

/** @param file the pipeline's own, which need not be named. */
export function originText(origin: Origin, file: string): string {
  switch (origin.kind) {
    case 'file':
      return origin.file === file
        ? `line ${origin.range.line}`
        : `${pathFrom(file, origin.file)}, line ${origin.range.line}`;
    case 'default':
      return `default (${origin.doc})`;
    case 'set':
      return `--set ${origin.text}`;
    case 'env':
      return `environment variable ${origin.variable}`;
  }
}
