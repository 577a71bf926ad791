/** Rows as they stand in the file, by the file they are of. */
export type Items = ReadonlyMap<string, readonly Item[]>;
export type Item = Readonly<Record<string, unknown>>;

/** How a baseline is written. */
export interface Style {
  indent: string | number;
  /** Python escapes what is not ASCII unless told otherwise. */
  isAscii: boolean;
}

/** Order of paths by code points, and of rows by line, hash and type, as detect-secrets writes them. */
export function sortItems(items: Items): Map<string, Item[]> {
  const files = [...items].filter(([, list]) => list.length > 0);
  files.sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  return new Map(files.map(([file, list]) => [file, [...list].sort(compareItems)]));
}

function compareItems(one: Item, other: Item): number {
  const byLine = Number(one.line_number ?? 0) - Number(other.line_number ?? 0);
  return byLine || compare(one.hashed_secret, other.hashed_secret) || compare(one.type, other.type);
}

function compare(one: unknown, other: unknown): number {
  const [a, b] = [String(one), String(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `results` as a member of the document, in the order given: keys of an object would be sorted where they are numbers. */
export function printResults(items: Items, style: Style): string {
  const indent = typeof style.indent === 'number' ? ' '.repeat(style.indent) : style.indent;
  const files = [...items].map(([file, list]) => {
    const text = JSON.stringify(list, null, indent).replaceAll('\n', `\n${indent}${indent}`);
    return `${indent}${indent}${JSON.stringify(file)}: ${text}`;
  });
  return printed(files.length === 0 ? '{}' : `{\n${files.join(',\n')}\n${indent}}`, style);
}

/** JSON as Python writes it. */
export function printed(json: string, { isAscii }: Style): string {
  if (!isAscii) return json;
  return json.replace(/[^\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
