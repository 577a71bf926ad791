import { expect, it } from 'vitest';
import { isSamplePath, isTestPath } from '../../src/engine/test-path.ts';
import { isTranslationPath } from '../../src/engine/translation-path.ts';

it.each([
  ['test/a.js', true],
  ['src/jvmTest/kotlin/A.kt', true],
  ['App.UnitTests/A.cs', true],
  ['contrib/netrc/test.netrc', true],
  ['src/test_main.py', true],
  ['src/latest/a.js', false],
  ['src/contest.js', false],
  ['src/attestation/a.go', false],
])('tells of %s whether it belongs to tests: %j', (path, expected) => {
  expect(isTestPath(path)).toBe(expected);
});

it.each([
  ['conf/locale/locale_bg-BG.ini', true],
  ['app/i18n/en.json', true],
  ['src/messages_de.properties', true],
  ['po/fr.po', true],
  ['app/res/values-fr/strings.xml', true],
  ['config/app.ini', false],
  ['src/language.go', false],
  ['messages.go', false],
])('tells of %s whether it holds the texts of a user interface: %j', (path, expected) => {
  expect(isTranslationPath(path)).toBe(expected);
});

it.each([
  ['etc/ssl-cert-snakeoil.key', true],
  ['config/localhost.pem', true],
  ['vendor/lib/a.go', true],
  ['third_party/a.pem', true],
  ['src/vendors.ts', false],
  ['src/resample/a.c', false],
])('tells of %s whether it holds samples or code of others: %j', (path, expected) => {
  expect(isSamplePath(path)).toBe(expected);
});
