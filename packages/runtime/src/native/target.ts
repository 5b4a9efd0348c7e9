/** What the native library is on each platform: plain data, one entry a platform. */

/** TensorFlow's C library out of a Python wheel. */
export interface WheelSource {
  readonly requirement: string;
  /** The wheel's file name: what pip must deliver. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly pipPlatforms: readonly string[];
  readonly pythonVersion: string;
  readonly abi: string;
  /** TensorFlow's version, as the loaded library reports it. */
  readonly version: string;
  /** Bytes of what is unpacked. */
  readonly unpackedBytes: number;
}

/** tfjs-node's own published files: a library archive and a binding compiled for it. */
export interface OfficialSource {
  readonly libraryUrl: string;
  readonly bindingUrl: string;
  readonly version: string;
  readonly unpackedBytes: number;
}

export interface Target {
  /** `linux-x64`: Node's platform and architecture. */
  readonly id: string;
  readonly official?: OfficialSource;
  readonly wheel?: WheelSource;
}

/** Version of the npm package whose JavaScript and binding sources are used. */
export const tfjsNodeVersion = '4.22.0';

const host = 'https://storage.googleapis.com';
const bindingFolder = `${host}/tf-builds/pre-built-binary/napi-v8/${tfjsNodeVersion}`;

function official(system: string, platform: string, version: string, url?: string): OfficialSource {
  return {
    libraryUrl: url ?? `${host}/tensorflow/libtensorflow/libtensorflow-cpu-${system}-${version}.tar.gz`,
    bindingUrl: `${bindingFolder}/CPU-${platform}-${tfjsNodeVersion}.tar.gz`,
    version,
    unpackedBytes: 450e6,
  };
}

const targets: readonly Target[] = [
  {
    id: 'linux-x64',
    official: official('linux-x86_64', 'linux', '2.9.1'),
    wheel: {
      requirement: 'tensorflow-cpu==2.15.1',
      file: 'tensorflow_cpu-2.15.1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
      sha256: '54660c074d7241a503e81edfd9f5ef5af88f64051b72e2945f26318c790f2d26',
      bytes: 207_208_420,
      pipPlatforms: ['manylinux_2_17_x86_64', 'manylinux2014_x86_64'],
      pythonVersion: '3.11',
      abi: 'cp311',
      version: '2.15.1',
      unpackedBytes: 621e6,
    },
  },
  { id: 'darwin-x64', official: official('darwin-x86_64', 'darwin', '2.9.1') },
];

/** The entry for a platform, or undefined where no native library is known. */
export function targetOf(
  platform: string = process.platform,
  arch: string = process.arch,
): Target | undefined {
  return targets.find((target) => target.id === `${platform}-${arch}`);
}

export const supportedTargets: readonly string[] = targets.map((target) => target.id);
