/**
 * Names for the variables of Keras 3's own format (`.weights.h5`, and inside of `.keras`), which numbers them:
 * `layers/functional/layers/conv2d_3/vars/0` is `mobilenet/conv1/kernel`.
 */
import type { LayerConfig } from './config.js';
import { kindOf, variableNames } from './variables.js';

/** Where lists of layers lie; the second in files of TensorFlow 2.13 to 2.15. */
const lists = new Set(['layers', '_layer_checkpoint_dependencies']);

interface Named {
  readonly path: string;
  /** Each segment's own name; `held` where the segment is an attribute of a model in code, not one of its layers. */
  readonly owners: readonly { readonly name: string; readonly held: boolean }[];
  readonly variable: string;
}

/**
 * By path; a variable whose layer has no name keeps its path as its name.
 * @param paths of the variables, without a slash before
 * @param nameOf the name that newer files keep with a layer's path
 */
export function numberedNames(
  paths: readonly string[],
  nameOf: (layer: string) => string | undefined,
  layers: ReadonlyMap<string, LayerConfig> = new Map(),
): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(ownerOf(path), (counts.get(ownerOf(path)) ?? 0) + 1);
  const named = paths.map((path) => describe(path, counts.get(ownerOf(path))!, nameOf, layers));
  // What holds a layer says little of it (`self.block1`), as long as the layers' own names differ.
  const short = named.map((one) => one && joined(one, false));
  const brief = new Set(short).size === short.length;
  const names = brief ? short : named.map((one) => one && joined(one, true));
  const taken = new Set<string>();
  return new Map(
    paths.map((path, i) => {
      const name = names[i];
      const unique = name !== undefined && !taken.has(name) ? name : path;
      taken.add(unique);
      return [path, unique];
    }),
  );
}

/** `layers/conv2d_3` of `layers/conv2d_3/vars/0`. */
const ownerOf = (path: string): string => path.replace(/\/?vars\/\d+$/, '');

function describe(
  path: string,
  count: number,
  nameOf: (layer: string) => string | undefined,
  layers: ReadonlyMap<string, LayerConfig>,
): Named | undefined {
  const owner = ownerOf(path);
  const number = Number(/vars\/(\d+)$/.exec(path)?.[1]);
  const segments = owner.split('/');
  const known = (at: string): string | undefined => nameOf(at) ?? layers.get(at)?.name;
  if (owner === '' || !Number.isInteger(number) || known(owner) === undefined) return undefined;
  const owners = segments.flatMap((segment, i) => {
    const at = segments.slice(0, i + 1).join('/');
    if (lists.has(segment) && i < segments.length - 1) return [];
    const listed = i > 0 && lists.has(segments[i - 1]!);
    return [{ name: known(at) ?? segment, held: !listed && i < segments.length - 1 }];
  });
  // An attribute such as `self.side1` says nothing of its layer's class; the layer's name, where Keras made it up, does.
  const kinds = [segments.at(-1)!, known(owner)!].map(kindOf);
  const config = layers.get(owner)?.config;
  const names = kinds.map((kind) => variableNames(kind, count, config)).find((one) => one !== undefined);
  return { path, owners, variable: names?.[number] ?? `${number}` };
}

const joined = ({ owners, variable }: Named, whole: boolean): string =>
  [...owners.filter(({ held }) => whole || !held).map(({ name }) => name), variable].join('/');
