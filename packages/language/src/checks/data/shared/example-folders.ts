/** For examples: data that is divided into folders already, with as many images a folder. */
export const trainAndTest: Readonly<Record<string, number>> = {
  'photos/train/rose': 30,
  'photos/train/tulip': 30,
  'photos/test/rose': 9,
  'photos/test/tulip': 9,
};
