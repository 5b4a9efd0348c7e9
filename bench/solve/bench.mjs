/** A head that is solved, on made-up features: TensorFlow's float64 kernels against JavaScript, in turn. */
import { bundleBench } from '../lib/bundle.mjs';
import { faster } from '../lib/claims.mjs';
import { flagsOf } from '../lib/flags.mjs';
import { measureNode } from '../lib/measure.mjs';

export const title =
  'a head in closed form on made-up features: ridge with 8 strengths, logistic regression with 4 and to the end; heads a minute';
export const unit = '/min';
export const usesPeers = false;
export const defaults = { rows: 4000, width: 1280, classes: 100 };

export async function contestants({ verbose, ...settings }) {
  const program = await bundleBench('lib/solve-head.ts');
  return ['ridge', 'logistic'].flatMap((solver) =>
    ['tensorflow', 'plain'].map((algebra) => ({
      name: `${solver}, ${algebra}`,
      measure: () => measureNode([program, ...flagsOf({ ...settings, solver, algebra })], { verbose }),
    })),
  );
}

export const claims = ['ridge', 'logistic'].map((solver) =>
  faster(`${solver}, tensorflow`, `${solver}, plain`, 1, { unit }),
);
