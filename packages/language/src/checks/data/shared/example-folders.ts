/** For examples: data that is divided into folders already, with as many images a folder. */
export const trainAndTest: Readonly<Record<string, number>> = {
  'photos/train/rose': 30,
  'photos/train/tulip': 30,
  'photos/test/rose': 9,
  'photos/test/tulip': 9,
};

/** For examples: images of both classes, taken in as many places as there are splits. */
export const fewGroups: Readonly<Record<string, number>> = {
  'photos/rose/garden': 14,
  'photos/tulip/garden': 12,
  'photos/rose/park': 6,
  'photos/tulip/park': 9,
  'photos/rose/field': 9,
  'photos/tulip/field': 6,
};
