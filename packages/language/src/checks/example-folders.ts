/** For examples: data that is divided into folders already, with as many pictures a folder. */
export const trainAndTest: Readonly<Record<string, number>> = {
  'pictures/train/rose': 30,
  'pictures/train/tulip': 30,
  'pictures/test/rose': 9,
  'pictures/test/tulip': 9,
};
