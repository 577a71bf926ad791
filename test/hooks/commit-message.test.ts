import { expect, it } from 'vitest';
import { keptMessage, type MessageCleanup } from '../../src/hooks/commit-message.ts';

const cut = ' ------------------------ >8 ------------------------\n';
const edited: MessageCleanup = { mode: undefined, comment: undefined, isEdited: true };

it.each<[title: string, text: string, cleanup: Partial<MessageCleanup>, kept: string]>([
  ['drops comments of an edited message', 'a\n# b\n #c\n', {}, 'a\n\n #c\n'],
  ['keeps them where nobody edits it', 'a\n# b\n', { isEdited: false }, 'a\n# b\n'],
  ['keeps them for whitespace', 'a\n# b\n', { mode: 'whitespace' }, 'a\n# b\n'],
  ['keeps them for verbatim', 'a\n# b\n', { mode: 'verbatim' }, 'a\n# b\n'],
  ['drops them for strip', 'a\n# b\n', { mode: 'strip', isEdited: false }, 'a\n\n'],
  ['knows a sign of several characters', 'a\n// b\n# c\n', { comment: '//' }, 'a\n\n# c\n'],
  ['takes the sign that git chose from what it wrote last', '# a\n; b\n; c\n', { comment: 'auto' }, '# a\n\n\n'],
  ['cuts below the scissors', `a\n#${cut}# Do not touch\ndiff\n`, { mode: 'scissors' }, 'a\n'],
  ['cuts below the scissors of a chosen sign', `a\n;${cut}; x\n+# d\n`, { comment: 'auto' }, 'a\n'],
  ['cuts a message that is nothing but scissors', `#${cut}# x\ndiff\n`, {}, ''],
  ['keeps what follows scissors that git did not write', `a\n#${cut}b\n`, { mode: 'scissors' }, `a\n#${cut}b\n`],
  ['keeps what follows scissors where nobody edits', `a\n#${cut}# b\n`, { isEdited: false }, `a\n#${cut}# b\n`],
])('%s', (_title, text, cleanup, kept) => {
  expect(keptMessage(text, { ...edited, ...cleanup })).toBe(kept);
});
