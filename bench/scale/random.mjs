/** Numbers of 32 bits, the same every time: xorshift (Marsaglia 2003). */
export function generator(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
