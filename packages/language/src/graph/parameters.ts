/** What the role and origin of a parameter mean to those who train and load it. */
import type { Parameter } from './types.js';

/** Statistics of batch normalization are updated while training, but never trained; constants are neither. */
export const isTrainable = ({ role }: Pick<Parameter, 'role'>): boolean =>
  role !== 'mean' && role !== 'variance' && role !== 'constant';

/** Weight decay pulls on weights that multiply, not on what is added to a value or scales it. */
export const decays = ({ role }: Pick<Parameter, 'role'>): boolean =>
  role === 'kernel' || role === 'embedding';

/** Whether it was added beside pretrained weights, to be trained in their place. */
export const isAdapter = ({ origin }: Pick<Parameter, 'origin'>): boolean => origin === 'adapter';

/** Whether published weights hold it. */
export const isPretrained = ({ origin }: Pick<Parameter, 'origin'>): boolean => origin === 'pretrained';
