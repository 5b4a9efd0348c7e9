/** Examples that cannot be used are reported together, at most this many, so that they can be mended in one go. */
export const MAX_REPORTED = 10;
