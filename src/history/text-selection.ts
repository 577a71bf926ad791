import type { ObjectIds } from '../git/read-objects.ts';
import type { ObjectTextHooks } from './commit-texts.ts';
import type { MemoryStore } from './memory-store.ts';

/** Those of some commits or tags whose texts are to be read. */
export interface TextSelection {
  ids: ObjectIds;
  /** The index that one of them has among all. */
  indexOf(selected: number): number;
  /** Hooks that also keep what is told of which. */
  watch(hooks: ObjectTextHooks): ObjectTextHooks;
  /** All were read: what was seen of them is remembered. */
  remember(): void;
}

/** Leaves out what is not to be read here, and what an earlier audit found nothing in. */
export function selectTexts(
  all: ObjectIds,
  store: MemoryStore | undefined,
  isOwn: (index: number) => boolean,
): TextSelection {
  const memory = store?.memory;
  const numbers: number[] = [];
  for (let index = 0; index < all.count; index++) {
    if (isOwn(index) && memory?.textsOf(all.idOf(index)) !== 'clean') numbers.push(index);
  }
  const found = new Set<number>();
  const unread = new Set<string>();
  const ids = { count: numbers.length, idOf: (selected: number) => all.idOf(numbers[selected]!) };
  return {
    ids,
    indexOf: (selected) => numbers[selected]!,
    watch: (hooks) => ({
      ...hooks,
      found(kind, selected, bytes) {
        found.add(selected);
        hooks.found(kind, selected, bytes);
      },
      onProblem(id, problem, message) {
        unread.add(id);
        hooks.onProblem(id, problem, message);
      },
    }),
    remember() {
      if (!memory) return;
      const own = new Set(numbers.map((index) => all.idOf(index)));
      // A tag may tag one that cannot be read: which of them it was, the id does not tell.
      if ([...unread].some((id) => !own.has(id))) return;
      for (let selected = 0; selected < ids.count; selected++) {
        const id = ids.idOf(selected);
        const state = found.has(selected) ? 'hit' : 'clean';
        if (!unread.has(id) && memory.textsOf(id) !== state) memory.setTexts(id, state);
      }
    },
  };
}
