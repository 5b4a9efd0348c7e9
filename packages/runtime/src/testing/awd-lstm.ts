/** The small AWD-LSTM in its folder as fastai wrote it; see `tools/goldens/fastai_text.py`. */
import { fileURLToPath } from 'node:url';
import { fastaiBackbone } from '@tlp/language/import/fastai/card.js';
import { type FolderBackbone, isFromFolder } from '@tlp/language/import/folder.js';
import { importedModel } from '../import/chosen.js';

export const awdLstmPath = fileURLToPath(new URL('../../goldens/fastai/awd-lstm', import.meta.url));

export function awdLstmCard(): FolderBackbone {
  const card = importedModel({ format: 'fastai', path: awdLstmPath });
  if (!isFromFolder(card)) throw new Error('It is from a folder.');
  return card;
}

/** Without dropout, as the golden's. */
export function quietAwdLstm(): FolderBackbone {
  const own = awdLstmCard();
  const { stored } = own.folder;
  if (stored.format !== 'fastai') throw new Error('It is a language model of fastai.');
  const dropout = { embedding: 0, input: 0, hidden: 0, weight: 0 };
  const network = { ...stored.network, dropout, writing: { ...dropout, output: 0 } };
  const quiet = fastaiBackbone('awd-lstm', network, { tokenizer: { kind: 'files', files: {} } });
  return { ...quiet, folder: own.folder };
}
