import { type Syntax, syntaxOf } from './assignment/syntax.ts';
import { isSamplePath, isTestPath } from './test-path.ts';
import { isTranslationPath } from './translation-path.ts';

/** What the path of a file tells; worked out on the first question, as most files have no candidate. */
export class FileFacts {
  readonly path: string;
  #syntax: Syntax | undefined;
  #isTest: boolean | undefined;
  #isSample: boolean | undefined;
  #isTranslation: boolean | undefined;

  constructor(path: string) {
    this.path = path;
  }

  get syntax(): Syntax {
    this.#syntax ??= syntaxOf(this.path);
    return this.#syntax;
  }

  /** Whether it belongs to tests or documentation. */
  get isTest(): boolean {
    this.#isTest ??= isTestPath(this.path);
    return this.#isTest;
  }

  /** Whether it belongs to tests, documentation, samples or other people's code. */
  get isSample(): boolean {
    this.#isSample ??= this.isTest || isSamplePath(this.path);
    return this.#isSample;
  }

  /** Whether it holds the texts of a user interface. */
  get isTranslation(): boolean {
    this.#isTranslation ??= isTranslationPath(this.path);
    return this.#isTranslation;
  }
}
