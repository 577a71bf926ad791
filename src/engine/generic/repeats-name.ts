const shortestName = 8;

/** Whether a value is its own name in another spelling, as constants for flags and settings are: `MASTER_PASSWORD = "master-password"`. */
export function repeatsName(name: string, value: string): boolean {
  if (value.length < shortestName || value.length > 120 || !/^[A-Za-z][\w.:-]*$/.test(value)) return false;
  const plainName = plain(name.slice(name.lastIndexOf('.') + 1));
  if (plainName.length < shortestName) return false;
  const plainValue = plain(value);
  return plainValue.length >= shortestName && (plainValue.includes(plainName) || plainName.includes(plainValue));
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
