/**
 * A JSON array in pieces of one item, indented by two more than `indent` spaces; `[]` when it is empty. `spaces` is
 * the indent inside an item; 0: an item a line.
 */
export function* listItems<Item>(
  items: readonly Item[],
  toJson: (item: Item) => object,
  indent: number,
  spaces = 2,
): Generator<string> {
  if (items.length === 0) {
    yield '[]';
    return;
  }
  const lead = `\n${' '.repeat(indent + 2)}`;
  let separator = '[';
  for (const item of items) {
    yield `${separator}${lead}${JSON.stringify(toJson(item), undefined, spaces).replaceAll('\n', lead)}`;
    separator = ',';
  }
  yield `\n${' '.repeat(indent)}]`;
}
