/** The keywords that give a file its structure, beside the blocks with properties of the schema table. */
export interface Keyword {
  readonly doc: string;
  readonly example: string;
}

export const keywords = {
  pipeline: {
    doc: 'A complete training: backbone, data, head and schedule, and what is expected of it.',
    example:
      'pipeline flowers "Which flower is it?" {\n  backbone efficientnet_lite0\n  data images("photos")\n' +
      '  head {\n    pool(average)\n    dense(classes)\n  }\n' +
      '  schedule {\n    phase head {\n      freeze: all\n      epochs: 10\n    }\n  }\n}',
  },
  abstract: {
    doc: 'A pipeline that exists only to be extended. It may leave out what the extending pipelines must set.',
    example: 'abstract pipeline base {\n  backbone efficientnet_lite0\n}',
  },
  extends: {
    doc: 'Inherits everything from another pipeline. What is written here takes precedence.',
    example: 'pipeline small extends base {\n  backbone efficientnet_lite0 {\n    input: 96px\n  }\n}',
  },
  import: {
    doc: 'Brings the pipelines and `let`s of another file into scope.',
    example: 'import "shared/base.tlp"',
  },
  let: {
    doc: 'Names a value, so that it is written once and can be used in many places.',
    example: 'let rate = 1e-3',
  },
  head: {
    doc: 'The layers between the backbone and the output, in order, the last one `dense(classes)`; or a preset, such as `fastai`. A pipeline without a head has `linear`.',
    example: 'head {\n  pool(average)\n  dropout(20%)\n  dense(classes)\n}',
  },
  env: {
    doc: 'The value of an environment variable, or the second argument if it is not set.',
    example: 'env("DATA", "data/emoji")',
  },
  except: {
    doc: 'Freezes all blocks except these.',
    example: 'freeze: all except block6..',
  },
} as const satisfies Record<string, Keyword>;
