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
  /** SHA-256 of the libraries in it, by where they are unpacked to. */
  readonly libraries: Readonly<Record<string, string>>;
}

/** The library archive that tfjs-node's own install script fetches. Its binding lacks our ops. */
export interface OfficialSource {
  /** Path of the library's archive on the download host. */
  readonly library: string;
  /** Of the library's archive; tfjs-node itself checks none. */
  readonly sha256: string;
  readonly version: string;
  /** Upper estimate of the disk space needed, archive included. */
  readonly neededBytes: number;
}

export interface Target {
  /** `linux-x64`: Node's platform and architecture. */
  readonly id: string;
  readonly official?: OfficialSource;
  readonly wheel?: WheelSource;
}

/** Version of the npm package whose JavaScript and binding sources are used. */
export const tfjsNodeVersion = '4.22.0';

/** Of our own ops: the start of the SHA-256 of the compiler's flags and the sources in packages/runtime/kernels, which a test compares. */
export const kernelsVersion = '84e996f1';

/** The host tfjs-node downloads from, unless `TFJS_NODE_CDN_STORAGE` names another, as with tfjs-node itself. */
export const officialHost = 'https://storage.googleapis.com/';

/** The archives’ hashes are those that nixpkgs pins for its package `mjolnir`, which uses tfjs-node too. */
const targets: readonly Target[] = [
  {
    id: 'linux-x64',
    official: {
      library: 'tensorflow/libtensorflow/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz',
      sha256: '7f510d2546e3db5e10b1d119463689003d587842892ad3c95bca51cf82820173',
      version: '2.9.1',
      neededBytes: 600e6,
    },
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
      libraries: {
        'lib/libtensorflow_cc.so.2': '26c52413c74ae9495f742c93b87fcb515c9010627f3feb5ad29b65dff901a2ee',
        'lib/libtensorflow_framework.so.2':
          '1ed1f34811d338f934cb01155be51963f7a8ef4155cd201d0fba34b27425fc6b',
      },
    },
  },
  {
    id: 'linux-arm64',
    official: {
      library: 'tf-builds/libtensorflow_r2_7_linux_arm64.tar.gz',
      sha256: '9395d1ff39f5b6847f5121e679ff4e599dc7061a2a7f87ceac061c78e908e6e3',
      version: '2.7.0',
      neededBytes: 600e6,
    },
  },
  {
    id: 'darwin-x64',
    official: {
      library: 'tensorflow/libtensorflow/libtensorflow-cpu-darwin-x86_64-2.9.1.tar.gz',
      sha256: '56f83d3320ba0f69aaafd6c058645e1b7fbc75fb9a3fc36d6be98de1291ca226',
      version: '2.9.1',
      neededBytes: 600e6,
    },
  },
  {
    id: 'darwin-arm64',
    official: {
      library: 'tf-builds/libtensorflow_r2_7_darwin_arm64_cpu.tar.gz',
      sha256: '13ab22b97e2af06e431aaeb7b42fb89981965dd01aa16da035d8210aa4183d79',
      version: '2.7.0',
      neededBytes: 600e6,
    },
  },
];

/** The entry for a platform, or undefined where no native library is known. */
export function targetOf(
  platform: string = process.platform,
  arch: string = process.arch,
): Target | undefined {
  return targets.find((target) => target.id === `${platform}-${arch}`);
}

export const supportedTargets: readonly string[] = targets.map((target) => target.id);
