import { BufferPool } from '../lib/buffer-pool.ts';
import type { CatFileAnswer, ObjectType } from './cat-file-output.ts';
import { type CatFileEnd, type CatFileMode, type CatFileProcess, startCatFile } from './cat-file-process.ts';
import { askWhy, explainEnd } from './object-error.ts';
import { listObjects, type ObjectList } from './object-list.ts';
import { isPlainName, readPath } from './object-path.ts';
import { type GitOptions, readAll, startError, startGit } from './spawn.ts';
import { streamObject } from './stream-object.ts';

export type { ObjectType } from './cat-file-output.ts';

/** Why an object cannot be read: the repository has none of this name, or what it has is broken. */
export type ObjectProblem = 'missing' | 'damaged';

export type ObjectAnswer = WholeObject | LargeObject | UnreadableObject;

export interface WholeObject {
  id: string;
  type: ObjectType;
  size: number;
  content: Buffer;
  problem?: undefined;
}

/** Larger than asked for: `stream()` reads it. */
export interface LargeObject {
  id: string;
  type: ObjectType;
  size: number;
  content: undefined;
  problem?: undefined;
}

export interface UnreadableObject {
  /** The name that was asked for. */
  id: string;
  problem: ObjectProblem;
  message: string;
}

/** Reads a repository's objects whatever its state. What a caller holds at once is what it has asked for at once. */
export interface ObjectReader {
  /**
   * An object by its full id, or by `<id>:<path>` with the path's bytes as latin1. Many may be asked for at once;
   * answers come in that order, those to paths that git cannot look up maybe later. Rejects with `UserError` if git is
   * missing or cannot open the repository, and when the reader is closed.
   */
  read(name: string): Promise<ObjectAnswer>;
  /** An object in pieces, by its full id, through a git of its own. Throws `ObjectError`, maybe in the middle. */
  stream(id: string): AsyncGenerator<Buffer, void>;
  /** Takes back the content of an answer that nobody uses any more; its memory then serves another. */
  recycle(content: Buffer): void;
  /** Ends the processes. They keep our own alive only while there is something to answer. */
  close(): void;
}

interface Request {
  name: string;
  answer: ObjectAnswer | undefined;
  promise: Promise<ObjectAnswer>;
  resolve(answer: ObjectAnswer | PromiseLike<ObjectAnswer>): void;
  reject(error: unknown): void;
}

/** Requests that git has at most, and begins to get new ones at half of them. */
const maxAhead = 1000;

/** How often git is run only to hear what is wrong with an object. */
const maxQuestions = 20;

/** Starts reading; no git runs before the first `read`. Contents of more than `largeSize` bytes are left out. */
export function createObjectReader(git: GitOptions, options: { largeSize: number }): ObjectReader {
  return new Reader(git, options.largeSize);
}

/** Requests in the order asked: `#delivered` of them are done, `#answered` by git, `#sent` to it. */
class Reader implements ObjectReader {
  readonly #git: GitOptions;
  readonly #largeSize: number;
  readonly #pool = new BufferPool();
  #requests: Request[] = [];
  #delivered = 0;
  #answered = 0;
  #sent = 0;
  #process: CatFileProcess | undefined;
  #mode: CatFileMode = 'command';
  /** Whether the process that runs has answered anything. */
  #hasAnswered = false;
  /** Requests still to be made one at a time, since one of them ended git without a word. */
  #careful = 0;
  #isPlanned = false;
  /** Questions under way whose answers must come first. */
  #holds = 0;
  #isBusy = false;
  #list: Promise<ObjectList> | undefined;
  /** Of a partial clone, where asking for a missing object ends git: what may be asked for. */
  #present: ObjectList | undefined;
  #questions = 0;
  #failure: Error | undefined;

  constructor(git: GitOptions, largeSize: number) {
    this.#git = git;
    this.#largeSize = largeSize;
  }

  read(name: string): Promise<ObjectAnswer> {
    if (this.#failure) return Promise.reject(this.#failure);
    if (!isPlainName(name)) return readPath(this, name);
    const request = { name, answer: undefined } as Request;
    request.promise = new Promise((resolve, reject) => {
      request.resolve = resolve;
      request.reject = reject;
    });
    this.#requests.push(request);
    this.#plan();
    return request.promise;
  }

  stream(id: string): AsyncGenerator<Buffer, void> {
    return streamObject(this.#git, id);
  }

  recycle(content: Buffer): void {
    this.#pool.give(content);
  }

  close(): void {
    this.#fail(new Error('the reader of git objects is closed'));
  }

  /** Sends what there is to send a little later, so that requests made one by one go together. */
  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    setImmediate(() => {
      this.#isPlanned = false;
      this.#send();
    });
  }

  #send(): void {
    const limit = this.#careful > 0 ? 1 : maxAhead;
    if (this.#failure || this.#isBusy || this.#sent - this.#answered > limit / 2) return;
    const names: string[] = [];
    while (this.#sent < this.#requests.length && this.#sent - this.#answered < limit) {
      const request = this.#requests[this.#sent++]!;
      if (this.#present?.has(request.name) === false) request.answer ??= notHere(request.name);
      if (!request.answer) names.push(request.name);
      else if (this.#answered === this.#sent - 1) this.#answered = this.#sent;
    }
    if (names.length > 0) {
      this.#process ??= this.#start();
      this.#process.hold(true);
      this.#process.request(names);
    }
    this.#deliver();
  }

  #start(): CatFileProcess {
    this.#hasAnswered = false;
    const sink = {
      answer: (answer: CatFileAnswer | undefined) => this.#take(answer),
      abandon: () => {
        this.#process?.stop();
        this.#restart();
      },
    };
    return startCatFile(this.#git, this.#mode, this.#largeSize, this.#pool, sink, (end) => {
      this.#process = undefined;
      this.#recover(end).catch((error) => this.#fail(error));
    });
  }

  #restart(): void {
    this.#process = undefined;
    this.#sent = this.#answered;
    this.#plan();
  }

  #take(answer: CatFileAnswer | undefined): void {
    const request = this.#requests[this.#answered];
    if (!request || this.#failure) return;
    this.#hasAnswered = true;
    if (answer) request.answer = answer as ObjectAnswer;
    else this.#examine(request);
    this.#passOne();
    this.#deliver();
  }

  /** The request that git was at is done; so are those behind it that were not sent. */
  #passOne(): void {
    this.#answered++;
    if (this.#careful > 0) this.#careful--;
    while (this.#answered < this.#sent && this.#requests[this.#answered]!.answer) this.#answered++;
  }

  #deliver(): void {
    while (this.#delivered < this.#answered) {
      const request = this.#requests[this.#delivered]!;
      if (!request.answer) return;
      this.#delivered++;
      request.resolve(request.answer);
    }
    if (this.#delivered === this.#requests.length) this.#process?.hold(false);
    if (this.#delivered === this.#requests.length || this.#delivered > 4 * maxAhead) this.#forgetDelivered();
    if (this.#sent < this.#requests.length) this.#plan();
  }

  #forgetDelivered(): void {
    this.#requests.splice(0, this.#delivered);
    this.#answered -= this.#delivered;
    this.#sent -= this.#delivered;
    this.#delivered = 0;
  }

  /** Git says `missing` of damaged objects too. Nothing more is read until it is known. */
  #examine(request: Request): void {
    if (request.name.includes(':')) {
      request.answer = { id: request.name, problem: 'missing', message: '' };
      request.resolve(readPath(this, request.name));
      return;
    }
    if (this.#holds++ === 0) this.#process?.pause(true);
    this.#findProblem(request.name)
      .then((answer) => {
        request.answer = answer;
        if (--this.#holds === 0) this.#process?.pause(false);
        this.#deliver();
      })
      .catch((error) => this.#fail(error));
  }

  async #findProblem(id: string): Promise<ObjectAnswer> {
    this.#list ??= listObjects(this.#git);
    if (!(await this.#list).has(id)) return { id, problem: 'missing', message: 'the repository does not have it' };
    const message = this.#questions++ < maxQuestions ? await askWhy(this.#git, id) : 'git cannot read it';
    return { id, problem: 'damaged', message };
  }

  /** Git ended: finds out because of which request, answers it, and lets the rest go on with a new process. */
  async #recover(end: CatFileEnd): Promise<void> {
    if (end.error) throw startError(end.error);
    const isTooOld = end.code === 129 && this.#mode === 'command' && !this.#hasAnswered;
    if (isTooOld) this.#mode = 'names';
    const open = this.#sent - this.#answered;
    const isClear = open > 0 && !isTooOld && (open === 1 || Boolean(end.code));
    if (isClear) await this.#blame(this.#requests[this.#answered]!, end);
    // What git answered may be lost where it was ended from outside.
    else if (!isTooOld) this.#careful = open;
    this.#restart();
    this.#deliver();
  }

  async #blame(request: Request, end: CatFileEnd): Promise<void> {
    this.#isBusy = true;
    if (!this.#hasAnswered) await this.#checkRepository();
    const unfetched = /could not fetch [0-9a-f]+ from promisor remote/.test(end.errorText);
    if (unfetched) {
      this.#list ??= listObjects(this.#git);
      this.#present = withPaths(await this.#list);
      request.answer = notHere(request.name);
    } else {
      request.answer = { id: request.name, problem: 'damaged', message: explainEnd(end, this.#git) };
    }
    this.#passOne();
    this.#isBusy = false;
  }

  /** Throws `UserError` if git cannot even open the repository. */
  async #checkRepository(): Promise<void> {
    const git = startGit(['cat-file', '--batch-check'], { ...this.#git, withInput: true });
    git.input?.end();
    await readAll(git);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#process?.stop();
    this.#process = undefined;
    for (const request of this.#requests.splice(0).slice(this.#delivered)) {
      request.promise.catch(() => {});
      request.reject(this.#failure);
    }
    this.#delivered = this.#answered = this.#sent = 0;
  }
}

function notHere(id: string): ObjectAnswer {
  return { id, problem: 'missing', message: 'this partial clone does not have it' };
}

/** Of an object named by a path only git knows whether it is there. */
function withPaths(list: ObjectList): ObjectList {
  return { has: (name) => name.includes(':') || list.has(name) };
}
