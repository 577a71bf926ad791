/** A line of a table, and where it begins. */
export interface CsvRow {
  cells: string[];
  /** From 1. */
  line: number;
}

/**
 * Reads a table (RFC 4180): commas between cells, which may stand in quotes, a doubled quote for one in them. Empty lines
 * are left out. Gives the line of a quote that is not closed or has something behind it as `fault`.
 */
export function readCsv(text: string): { rows: CsvRow[]; fault?: number } {
  const rows: CsvRow[] = [];
  const cell = /"((?:[^"]|"")*)"(?=[,\r\n]|$)|([^",\r\n][^,\r\n]*|)(?=[,\r\n]|$)/y;
  let line = 1;
  let row: CsvRow = { cells: [], line };
  for (let at = 0; ; ) {
    cell.lastIndex = at;
    const found = cell.exec(text);
    if (!found) return { rows, fault: line };
    const [all, quoted, plain = ''] = found;
    row.cells.push(quoted?.replaceAll('""', '"') ?? plain);
    line += all.split('\n').length - 1;
    at = cell.lastIndex;
    if (text[at] === ',') {
      at++;
      continue;
    }
    if (row.cells.length > 1 || row.cells[0] !== '') rows.push(row);
    if (at >= text.length) return { rows };
    at += text.startsWith('\r\n', at) ? 2 : 1;
    row = { cells: [], line: ++line };
  }
}
