import type { Backbone } from '../../backbones/card.js';
import { withDecoder } from '../../backbones/decoded.js';
import type { Encoding } from '../../data/encoding.js';
import type { RowDataWanted } from '../../data/row-data.js';
import type { Data, Labels } from '../../resolve/pipeline.js';
import type { NextKind } from '../../schema/next.js';
import type { Long } from './long.js';

export interface TextData extends Data {
  readonly kind: 'text';
  /** The columns that hold the text, or the two texts of a pair; empty where the data are files. */
  readonly text: readonly string[];
  /** Names of the columns, from the left, of a CoNLL file, which does not name them. */
  readonly columns: readonly string[];
  /** What is read of a text with more tokens than the network is given. */
  readonly long: Long;
  /** Of the table or the files. */
  readonly encoding: Encoding;
}

export const isTextData = (data: Data): data is TextData => data.kind === 'text';

/** The data as a table whose rows are the examples; undefined where they are files. */
export function rowData({ labels, text, ...data }: TextData): (RowDataWanted & TextData) | undefined {
  return labels.kind === 'table' ? { ...data, labels, text, content: text } : undefined;
}

/** What of the texts themselves is learned; undefined where something else says what is right. */
export const nextOf = (labels: Labels): NextKind | undefined =>
  labels.kind !== 'folder' && labels.answer.kind === 'next' ? labels.answer.what : undefined;

/** By the data of a pipeline or the preparation of a model. */
export function decodedFor(
  backbone: Backbone,
  chosen: { readonly labels?: Labels; readonly next?: NextKind | undefined },
): Backbone {
  const next = chosen.next ?? (chosen.labels && nextOf(chosen.labels));
  return next === undefined ? backbone : withDecoder(backbone, next);
}
