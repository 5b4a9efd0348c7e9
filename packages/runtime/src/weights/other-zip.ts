/** What a zip archive is that holds no weights of PyTorch or Keras, by the names in it. */
import path from 'node:path';
import { weightsNotWeights } from '@tlp/language/checks/backbone/weights-not-weights.js';
import { failBy } from '@tlp/language/checks/raise.js';
import type { TlpError } from '@tlp/language/diagnostic.js';
import { useWeightFile } from '@tlp/language/weights/kinds.js';
import { listed } from '@tlp/language/weights/shown.js';

interface Other {
  readonly looks: (names: readonly string[]) => boolean;
  readonly is: string;
  readonly remedy?: (file: string) => string;
}

const ends = (ending: RegExp) => (names: readonly string[]) => names.some((name) => ending.test(name));

const saveAlone = 'Save only the parameters: torch.save(model.state_dict(), "weights.pth").';

const others: readonly Other[] = [
  {
    looks: ends(/^[^/]+\/constants\.pkl$/),
    is: 'is a TorchScript program, which contains code as well as weights',
    remedy: (file) =>
      `Save only its weights: torch.save(torch.jit.load(${JSON.stringify(file)}).state_dict(), "weights.pth").`,
  },
  { looks: ends(/\.npy$/), is: 'is an archive of NumPy arrays (.npz)' },
  {
    looks: ends(/(?:^|\/)archive_format$|^models\/model\.json$/),
    is: 'is a torch.export program (.pt2)',
    remedy: () => saveAlone,
  },
  {
    looks: ends(/\.(?:pth|pt|ckpt|bin|safetensors)$/i),
    is: 'is a zip archive with a weight file in it',
    remedy: () => 'Unpack it first.',
  },
];

/** Undefined where the names are those that `torch.save` gives. */
export function otherZip(file: string, names: readonly string[]): TlpError | undefined {
  const other = others.find(({ looks }) => looks(names));
  if (other) return notWeights(file, other.is, other.remedy?.(path.basename(file)) ?? useWeightFile);
  if (names.some((name) => /^[^/]+\/data\.pkl$/.test(name))) return undefined;
  const holds = names.length === 0 ? 'it is empty' : `it contains ${listed(names)}`;
  return notWeights(file, `is a zip archive without weights; ${holds}`, useWeightFile);
}

export const notWeights = (path: string, problem: string, remedy = saveAlone): TlpError =>
  failBy(weightsNotWeights, { path, problem, remedy }, { file: path });
