import { execFileSync } from 'node:child_process';
import { basename, join, resolve } from 'node:path';
import { called, compare, inTemporary, ours, reportIn, type Setting } from './cases.ts';
import type { Contestant } from './measure.ts';
import { measureTree } from './tree-memory.ts';

/** Longer than the slowest peer takes on 100,000 commits. */
const patienceSeconds = 900;

/** One repository's whole history: beside peers and git alone, with 1, 2 and 4 gits, its last ten commits, its memory. */
export async function benchHistory(repo: string, given: Setting): Promise<void> {
  const setting = { ...given, patienceSeconds };
  const folder = resolve(repo);
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
  const commits = Number(git('rev-list', '--all', '--count'));
  const title = `${nameOf(folder)}, ${commits.toLocaleString('en')} commits`;
  await inTemporary(async (path) => {
    const all = [
      ...setting.builds.map((build) => ours(build, ['history', folder], path)),
      ...setting.peers.flatMap((peer) => called(peer, peer.history?.(peer.program, folder, reportIn(path)), path)),
      gitAlone(folder),
    ];
    compare(`History: ${title}`, all, setting);
    const jobs = [1, 2, 4].map((count): Contestant => {
      const args = ['history', folder, '--jobs', String(count)];
      return ours({ ...setting.builds[0]!, name: `--jobs ${count}` }, args, path);
    });
    compare(`History, jobs: ${title}`, jobs, setting);
    // Counted along first parents, so that it is there however the history is shaped.
    const tip = git('rev-parse', 'HEAD');
    const from = git('rev-list', '--first-parent', '--max-count=11', tip).split('\n').at(-1)!;
    const range = `${from}..${tip}`;
    const part = [
      ...setting.builds.map((build) => ours(build, ['history', folder, '--range', range], path)),
      ...setting.peers.flatMap((peer) => called(peer, peer.range?.(peer.program, folder, reportIn(path), range), path)),
    ];
    const count = git('rev-list', '--count', range);
    compare(`History, ${count} commits by range (ten of the first parent's line): ${title}`, part, setting);
    await tellMemory(title, all, setting);
  });
}

/** One run each: the memory of the program with all that it starts. */
async function tellMemory(title: string, contestants: readonly Contestant[], { print }: Setting): Promise<void> {
  print(`## History, memory of all processes together: ${title}\n`);
  print('| program | own memory, peak MB | largest process | with what is mapped |\n|---|---|---|---|');
  for (const each of contestants) {
    const { ownKb, largestKb, residentKb, isStopped } = await measureTree(each, patienceSeconds);
    const cells = [each.name, toMb(ownKb), toMb(largestKb), `${toMb(residentKb)}${isStopped ? ' (stopped)' : ''}`];
    print(`| ${cells.join(' | ')} |`);
  }
  print('');
}

export function toMb(kb: number): string {
  return (kb / 1024).toFixed(0);
}

/** What a single git needs to print every change: the measure of all that reads its patches. */
function gitAlone(folder: string): Contestant {
  return { name: 'git log -p -U0 --all', command: ['git', '--no-pager', 'log', '-p', '-U0', '--all'], cwd: folder };
}

/** `owner+name` of a mirror whose last folder says nothing, else the folder's own name. */
function nameOf(folder: string): string {
  const parts = folder.split('/').filter((part) => !/^(?:\.git|git|repo(?:\.git)?)$/.test(part));
  return basename(join('/', ...parts));
}
