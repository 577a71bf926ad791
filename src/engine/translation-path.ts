const folder =
  /(?:^|\/)(?:locales?|i18n|l10n|lang|langs|languages?|translations?|intl|nls|[\w-]{1,40}\.lproj)\/|\/res\/values-[a-z]{2}/i;
const file =
  /(?:^|[._/-])(?:locale|lang|messages|strings|translations?|i18n)[._-][a-z]{2,3}(?:[-_][A-Za-z]{2,4})?\.\w{1,10}$|\.(?:pot?|xlf|xliff|strings|arb)$/i;

/** Whether a file holds the texts of a user interface in some language, by its path. */
export function isTranslationPath(path: string): boolean {
  return folder.test(path) || file.test(path);
}
