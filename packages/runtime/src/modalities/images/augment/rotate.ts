import type { DrawAffine } from './kinds.js';

/** Turns about the centre by an angle drawn evenly from ±`degrees`. */
export const rotate: DrawAffine<'rotate'> = ({ degrees }, random) => {
  const angle = (random.uniform(-degrees, degrees) * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return { xx: cos, xy: -sin, x0: 0, yx: sin, yy: cos, y0: 0 };
};
