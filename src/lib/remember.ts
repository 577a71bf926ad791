/** The same function, which asks only once for each argument; for few different ones. */
export function remember<Result>(ask: (key: string) => Result): (key: string) => Result {
  const known = new Map<string, Result>();
  return (key) => {
    if (known.has(key)) return known.get(key)!;
    const result = ask(key);
    known.set(key, result);
    return result;
  };
}
