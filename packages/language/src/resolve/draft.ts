import type { Backbone } from '../backbones/card.js';
import type { Rule } from '../checks/rule.js';
import type { Diagnostic } from '../diagnostic.js';
import type { Pipeline } from './pipeline.js';

/** A pipeline as far as it could be read; what is wrong or missing is replaced by a stand-in. */
export interface Draft {
  readonly pipeline: Pipeline;
  readonly backbone: Backbone;
  /** Dotted paths at and under which nothing can be relied on. */
  readonly broken: ReadonlySet<string>;
  /** What a rule has to say of the value at a path. Absent where the pipeline is not meant to be run as it is. */
  tell?<Args>(rule: Rule<Args>, args: Args, path: string): Diagnostic;
}

export interface Resolved {
  /** Absent where there is an error. */
  readonly pipeline?: Pipeline;
  /** Absent where the backbone is not known. */
  readonly draft?: Draft;
  readonly diagnostics: readonly Diagnostic[];
}
