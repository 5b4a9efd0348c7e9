import type { Catalogue } from './entry.js';

/** Codes TLP250–TLP299: raised by the runtime alone, see `fail` in `diagnostic.ts`; the others of the area are rules. */
export const weightsCatalogue: Catalogue = {
  TLP251: {
    title: 'Damaged weight file',
    explanation:
      'The file ends too early, a checksum in it does not fit, or its header contradicts its size. Copy or ' +
      'download it again. Nothing of a damaged file is used.',
  },
  TLP252: {
    title: 'Weight file asks for code',
    explanation:
      'A PyTorch file is a Python pickle, which can name any function to be run while it is loaded. TLP executes ' +
      'nothing: it knows the few names that plain tensors need and refuses every other. Such a file was saved ' +
      'from a whole model or a training state, or it is hostile. Save the state dict alone: ' +
      '`torch.save(model.state_dict(), "weights.pth")`.',
  },
  TLP253: {
    title: 'No state dict',
    explanation:
      'The file can be read, but holds no dictionary of tensors under any of the usual names (`state_dict`, ' +
      '`model_state_dict`, `model` …), or several of which none is the obvious one.',
  },
  TLP256: {
    title: 'Unknown weights',
    explanation:
      'The backbone has no published weights of this name. `tlp backbones NAME` lists those it has; ' +
      '`random` starts from nothing, and `file("path")` takes your own.',
  },
  TLP260: {
    title: 'Weights could not be fetched',
    explanation:
      'None of the places that publish the weights could be reached or gave the whole file. The message says ' +
      'what each answered. Weights are kept in a cache, so one successful fetch is enough for all projects; ' +
      'a file fetched by hand can be named with `weights: file("path")`.',
  },
  TLP261: {
    title: 'Weights differ from the published ones',
    explanation:
      'What was fetched has another SHA-256 than the publisher states: a proxy answered in its place, the ' +
      'download was damaged, or somebody changed the file. It was deleted and nothing of it was used.',
  },
  TLP262: {
    title: 'Weights could not be stored',
    explanation:
      'The cache cannot be written: the disk is full or the folder belongs to somebody else. Free some space, ' +
      'or set `TLP_CACHE` to a folder with room.',
  },
};
