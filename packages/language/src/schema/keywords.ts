/** The keywords that give a file its structure, beside the blocks with properties of the schema table. */
export interface Keyword {
  readonly doc: string;
  readonly example: string;
}

export const keywords = {
  pipeline: {
    doc: 'One training from images to a model: its backbone, its data, its head and its schedule.',
    example:
      'pipeline flowers "Which flower is it?" {\n  backbone efficientnet_lite0\n  data images("photos")\n' +
      '  head {\n    pool(average)\n    dense(classes)\n  }\n' +
      '  schedule {\n    phase head {\n      freeze: all\n      epochs: 10\n    }\n  }\n}',
  },
  abstract: {
    doc: 'A pipeline that is only extended: it may leave out what those that extend it must say.',
    example: 'abstract pipeline base {\n  backbone efficientnet_lite0\n}',
  },
  extends: {
    doc: 'Takes over everything of another pipeline; what is written here comes before it.',
    example: 'pipeline small extends base {\n  backbone efficientnet_lite0 {\n    input: 96px\n  }\n}',
  },
  import: {
    doc: 'Brings the pipelines and `let`s of another file into scope.',
    example: 'import "shared/base.tlp"',
  },
  let: {
    doc: 'Names a value, so that it stands in one place and can be used in many.',
    example: 'let rate = 1e-3',
  },
  head: {
    doc: 'The layers between the backbone and the answer, in order. The last one is `dense(classes)`.',
    example: 'head {\n  pool(average)\n  dropout(20%)\n  dense(classes)\n}',
  },
  env: {
    doc: 'The value of an environment variable, or the second value where it is not set.',
    example: 'env("DATA", "data/emoji")',
  },
  except: {
    doc: 'All blocks but these are frozen.',
    example: 'freeze: all except block6..',
  },
} as const satisfies Record<string, Keyword>;
