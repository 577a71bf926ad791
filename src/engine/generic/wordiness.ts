import { trigramTable } from './trigram-table.ts';

/**
 * How unlike words the letters of a text are: bits per letter under a trigram model of the words in code and
 * documentation. Words and names come to 2-3.5, random letters to 5-7. Texts without letters give 0.
 */
export function surprise(text: string): number {
  let thirds = 0;
  let count = 0;
  let first = 26;
  let second = 26;
  for (let i = 0; i <= text.length; i++) {
    const third = letterAt(text, i);
    if (third === 26 && second === 26) continue;
    // A capital after a small letter begins a word.
    const isNewWord = third !== 26 && second !== 26 && isUpper(text, i) && !isUpper(text, i - 1);
    if (isNewWord) {
      thirds += look(first, second, 26);
      first = 26;
      second = 26;
      count++;
    }
    thirds += look(first, second, third);
    count++;
    if (third === 26) {
      first = 26;
      second = 26;
    } else {
      first = second;
      second = third;
    }
  }
  return count === 0 ? 0 : thirds / 3 / count;
}

function look(first: number, second: number, third: number): number {
  return trigramTable.charCodeAt((first * 27 + second) * 27 + third) - 97;
}

/** 0 to 25 for a letter of either case, else 26. */
function letterAt(text: string, index: number): number {
  const code = text.charCodeAt(index) | 32;
  return index < text.length && code >= 97 && code <= 122 ? code - 97 : 26;
}

function isUpper(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 65 && code <= 90;
}
