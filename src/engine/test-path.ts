const testFolder =
  /(?:^|\/)(?:tests?|__tests__|testing|testdata|test[-_]data|specs?|__mocks__|mocks?|fixtures?|__fixtures__|examples?|samples?|demos?|docs?|documentation|e2e|integration[-_]tests?|stubs?|snapshots|__snapshots__|cypress|features|playground|tutorials?|guides|t)\//i;
/** `src/jvmTest/`, `App.UnitTests/`. */
const sourceSet = /(?:^|\/)[\w.]*[a-z.]Tests?\//;
const testFile =
  /(?:^|\/)(?:tests?[._][^/]*|conftest\.py|[^/]*[._-](?:tests?|specs?|mocks?|fixtures?|stories|example|sample)\.[^/]*|[^/]*(?:Test|Tests|Spec|TestCase|IT)\.(?:java|kt|scala|groovy|cs|swift|php|m)|[^/]*\.(?:md|mdx|rst|adoc|example|sample|snap|template)|changelog[^/]*|history[^/]*)$/i;

const sample =
  /(?:^|[/._-])(?:snakeoil|dummy|fake|mock|insecure|samples?|examples?|tests?|self-?signed|localhost|vagrant|vendor|node_modules|third[-_]?party)(?:[/._-]|$)/i;

/** Whether a path says that what it holds is made up, or other people's. */
export function isSamplePath(path: string): boolean {
  return sample.test(path);
}

/** Whether a path belongs to tests, fixtures, examples or documentation. */
export function isTestPath(path: string): boolean {
  return testFolder.test(path) || sourceSet.test(path) || testFile.test(path);
}
