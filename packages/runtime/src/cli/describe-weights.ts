/** What `tlp weights FILE` says, as plain data: the JSON output is exactly this. */
import { elementCount } from '@tlp/language/graph/shape.js';
import { fitOfAny, nearestBackbone } from '@tlp/language/weights/recognise.js';
import { openWeightFile } from '../weights/open.js';
import { elementBytes } from '../weights/stored-tensor.js';
import type { FileFacts, TensorHeader } from '../weights/tensors.js';

export interface WeightsDescription extends Omit<FileFacts, 'writer'> {
  readonly file: string;
  /** What wrote it; null where the file does not say. */
  readonly writer: string | null;
  /** Numbers in all tensors, and their bytes as stored. */
  readonly values: number;
  readonly bytes: number;
  readonly tensors: readonly {
    readonly name: string;
    readonly dtype: string;
    readonly shape: readonly number[];
    readonly bytes: number;
  }[];
  /** The backbone of the catalogue that the file is for; null where it is for none. */
  readonly fits: {
    readonly backbone: string;
    readonly title: string;
    /** How the file names tensors, and what stands before these names. */
    readonly layout: string;
    readonly prefix: string;
    /** Whether the published classifier is in the file. */
    readonly classifier: boolean;
    /** Tensors that are no part of it, such as another head's. */
    readonly aside: readonly string[];
  } | null;
  /** Where it fits none: the one of which it has most, and what does not fit. */
  readonly nearest: { readonly backbone: string; readonly title: string; readonly problem: string } | null;
}

/** Reads the headers and no values. @throws TlpError TLP250–254, TLP257 */
export async function describeWeights(path: string): Promise<WeightsDescription> {
  const file = await openWeightFile(path);
  try {
    const { tensors, facts } = file;
    const bytesOf = ({ dtype, shape }: TensorHeader): number => elementCount(shape) * elementBytes(dtype);
    const listed = [...tensors].map(([name, header]) => ({
      name,
      ...headerOf(header),
      bytes: bytesOf(header),
    }));
    const fit = fitOfAny(tensors);
    const near = fit ? undefined : nearestBackbone(tensors);
    return {
      file: path,
      format: facts.format,
      writer: facts.writer ?? null,
      notes: facts.notes,
      values: listed.reduce((sum, { shape }) => sum + elementCount(shape), 0),
      bytes: listed.reduce((sum, { bytes }) => sum + bytes, 0),
      tensors: listed,
      fits: fit
        ? {
            backbone: fit.backbone.name,
            title: fit.backbone.title,
            layout: fit.fit.layout.name,
            prefix: fit.fit.prefix,
            classifier: fit.fit.classifier !== undefined,
            aside: fit.fit.aside,
          }
        : null,
      nearest: near
        ? { backbone: near.backbone.name, title: near.backbone.title, problem: near.misfit.problem }
        : null,
    };
  } finally {
    await file.close();
  }
}

const headerOf = ({ dtype, shape }: TensorHeader): Pick<TensorHeader, 'dtype' | 'shape'> => ({
  dtype,
  shape,
});
