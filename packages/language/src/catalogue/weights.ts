import type { Catalogue } from './entry.js';

/** Codes TLP250–TLP299: raised by the runtime alone, see `fail` in `diagnostic.ts`; the others of the area are rules. */
export const weightsCatalogue: Catalogue = {
  TLP251: {
    title: 'Damaged weight file',
    explanation:
      'The file ends too early, a checksum does not match, or its header contradicts its size. Copy or ' +
      'download it again. Nothing from a damaged file is used.',
  },
  TLP252: {
    title: 'The weight file contains code',
    explanation:
      'A PyTorch file is a Python pickle, which can run any function while it is loaded. TLP runs ' +
      'nothing: it knows the few names that plain tensors need and refuses all others. Such a file was saved ' +
      'from a whole model or a training state, or it is malicious. Save the state dict alone: ' +
      '`torch.save(model.state_dict(), "weights.pth")`.',
  },
  TLP253: {
    title: 'No state dict',
    explanation:
      'The file can be read, but contains no dictionary of tensors under any of the usual names (`state_dict`, ' +
      '`model_state_dict`, `model` …), or several with no obvious choice.',
  },
  TLP256: {
    title: 'Unknown published weights',
    explanation:
      'The backbone has no published weights of this name. `tlp backbones NAME` lists those it has; ' +
      '`random` starts from scratch, and `file("path")` takes your own.',
  },
  TLP258: {
    title: 'The weights contain unusable values',
    explanation:
      'A tensor of the file holds NaN, an infinite value, or a negative batch-norm variance. One such ' +
      'value makes every output of the network NaN. Such values come from a training that diverged, or from a conversion to ' +
      'half precision that overflowed: save the weights of an earlier epoch, or save them in single precision.',
  },
  TLP259: {
    title: 'The weights cannot be adapted to the channels',
    explanation:
      'Where `channels` is not 3, the kernel that reads the image is adapted: summed for one channel, repeated and scaled for ' +
      'others. This network reads the image by something else than a convolution over its channels.',
  },
  TLP260: {
    title: 'The weights could not be downloaded',
    explanation:
      'None of the sources of the weights could be reached or sent the whole file. The message says ' +
      'what each answered. Weights are cached, so one successful download is enough for all projects; ' +
      'a file downloaded by hand can be used with `weights: file("path")`.',
  },
  TLP261: {
    title: 'The weights differ from the published ones',
    explanation:
      'The SHA-256 of the download is not the one the publisher states: a proxy answered instead, the ' +
      'download was damaged, or somebody changed the file. It was deleted, and nothing from it was used.',
  },
  TLP262: {
    title: 'The weights could not be stored',
    explanation:
      'The cache cannot be written: the disk is full or the folder belongs to another user. Free some space, ' +
      'or set `TLP_CACHE` to another folder.',
  },
  TLP263: {
    title: 'Weights are missing and downloads are off',
    explanation:
      '`--offline`, `TLP_OFFLINE=1` or `HF_HUB_OFFLINE=1` forbids downloads, and the weights are neither in the cache ' +
      'nor where PyTorch, Keras or Hugging Face keep theirs. Fetch them once where there is a network, and copy the file into the ' +
      'cache: it is recognized by its content.',
  },
  TLP271: {
    title: 'Damaged tokenizer',
    explanation:
      'A file of the tokenizer cannot be read, is no JSON, or lacks something that its kind must have. Copy or download it again. ' +
      'With another tokenizer than its own, a network reads nonsense.',
  },
  TLP272: {
    title: 'Unsupported tokenizer',
    explanation:
      'The tokenizer has a part of a kind that Hugging Face’s library does not know in the version that TLP uses, drops merges at ' +
      'random, or has older files of another class than BERT’s, RoBERTa’s and GPT-2’s. It is not replaced by something similar: ' +
      'a network that reads other tokens than it was trained with gives worse answers, and nothing would tell.',
  },
};
