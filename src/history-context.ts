import type { RefList } from './git/refs.ts';
import type { RepositoryFacts } from './git/repository-facts.ts';
import type { ResolvedSelection } from './git/selection.ts';
import type { GitOptions } from './git/spawn.ts';
import type { MemoryStore } from './history/memory-store.ts';
import type { Share } from './history/shard/part.ts';
import type { HistoryScanner } from './history-scanner.ts';
import type { Options } from './model/options.ts';
import type { ShardPart } from './model/shard.ts';

/** What the steps of an audit share. */
export interface AuditContext {
  options: Options;
  git: GitOptions;
  selection: ResolvedSelection;
  unreachable: boolean;
  refs: RefList;
  facts: RepositoryFacts;
  scanner: HistoryScanner;
  store: MemoryStore | undefined;
  part: ShardPart | undefined;
  share: Share;
  signal: AbortSignal;
}
