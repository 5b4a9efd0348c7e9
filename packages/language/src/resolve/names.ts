/** A property's name in the language (`top_k`) and the same in the resolved pipeline (`topK`). */
export type CamelCase<Name extends string> = Name extends `${infer First}_${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

export type Renamed<Values extends object> = {
  readonly [Name in keyof Values as CamelCase<Name & string>]: Values[Name];
};

/** The values under their names in the resolved pipeline. */
export function renamed<Values extends object>(values: Values): Renamed<Values> {
  const entries = Object.entries(values).map(([name, value]) => [
    name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  return Object.fromEntries(entries) as Renamed<Values>;
}

/** The way back: a property's name in the language of its name in the resolved pipeline. */
export type PropertyName<Field extends string> = Field extends `${infer First}${infer Rest}`
  ? First extends Lowercase<First>
    ? `${First}${PropertyName<Rest>}`
    : `_${Lowercase<First>}${PropertyName<Rest>}`
  : Field;
