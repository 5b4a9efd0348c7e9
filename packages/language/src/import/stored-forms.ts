/** Networks that a finished run keeps as what their files said of them. */
import type { Backbone } from '../backbones/card.js';
import { isRecord } from '../record.js';
import { awdLstmForm } from './fastai/awd-lstm.js';
import { fastaiBackbone } from './fastai/card.js';
import { isFromFolder } from './folder.js';
import { folderBackbone } from './huggingface/card.js';
import type { FolderFiles } from './huggingface/folder-files.js';
import type { Kept, StoredForm } from './stored-form.js';
import { isOfVectors, tableBackbone } from './vectors/card.js';

type Refuse = (what: string) => Error;

interface Form<Format extends keyof Kept> {
  /** What was read as JSON. @throws Error naming what is wrong with it */
  check(value: Readonly<Record<string, unknown>>, refuse: Refuse): Kept[Format];
  /** The tokenizer's files and the words are the preparation's. */
  backbone(name: string, kept: Kept[Format]): Backbone;
}

const forms: { readonly [Format in keyof Kept]: Form<Format> } = {
  huggingface: {
    check({ files }, refuse) {
      if (!isRecord(files) || !isRecord(files.config)) throw refuse('has no configuration');
      const others = [files.tokenizer, files.sentences, files.pooling];
      const sound = others.every((one) => one === undefined || isRecord(one));
      const layers =
        files.dense === undefined || (isRecord(files.dense) && Object.values(files.dense).every(isRecord));
      if (!sound || !layers || !(files.modules === undefined || Array.isArray(files.modules)))
        throw refuse('has a file that is none');
      return { files: files as unknown as FolderFiles };
    },
    backbone: (name, { files }) => folderBackbone(name, { format: 'huggingface', path: '' }, files),
  },
  fastai: {
    check({ network }, refuse) {
      const sizes = awdLstmForm(network);
      if (!sizes) throw refuse('has no sizes');
      return { network: sizes };
    },
    backbone: (name, { network }) =>
      fastaiBackbone(name, network, { tokenizer: { kind: 'files', files: {} } }),
  },
  vectors: {
    check({ words, width }, refuse) {
      if (!isCount(words) || !isCount(width) || width < 1) throw refuse('has no sizes');
      return { words, width };
    },
    backbone: (name, { words, width }) => tableBackbone(name, words, width),
  },
};

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1e9;

const isForm = (format: unknown): format is keyof Kept =>
  typeof format === 'string' && Object.hasOwn(forms, format);

/** Undefined for a backbone of which more is kept, or nothing. */
export function formOf(backbone: Backbone): StoredForm | undefined {
  if (isFromFolder(backbone)) return backbone.folder.stored;
  if (!isOfVectors(backbone)) return undefined;
  const { chosen, header } = backbone.vectors;
  return { format: 'vectors', words: chosen?.words.length ?? 0, width: header.width };
}

/** One that was read as JSON; undefined for another kind of network. @throws Error naming what is wrong with it */
export function checkedForm(value: unknown, refuse: Refuse): StoredForm | undefined {
  if (!isRecord(value) || !isForm(value.format)) return undefined;
  return checkedAs(value.format, value, refuse);
}

const checkedAs = <Format extends keyof Kept>(
  format: Format,
  value: Readonly<Record<string, unknown>>,
  refuse: Refuse,
): StoredForm<Format> => ({ format, ...forms[format].check(value, refuse) });

export const backboneOfForm = <Format extends keyof Kept>(
  name: string,
  stored: StoredForm<Format>,
): Backbone => forms[stored.format].backbone(name, stored);
