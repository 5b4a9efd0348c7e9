/**
 * The mean colour of ImageNet, which every backbone's normalisation brings near 0: it fills what `pad` leaves free
 * and what `erase` covers.
 */
export const MEAN_COLOUR: readonly [number, number, number] = [124, 116, 104];
