import type { Decided } from '../baseline/audit-file.ts';
import type { Decision } from '../model/known.ts';
import type { Question } from './audit-questions.ts';
import { decisionNouns } from './decision-words.ts';
import type { Keyboard } from './keyboard.ts';

/** What a walk through questions needs of the world. */
export interface Walk {
  keyboard: Keyboard;
  /** False: the file keeps yes and no only. */
  keepsReasons: boolean;
  write(text: string): void;
  show(question: Question, index: number): Promise<string>;
  /** Writes the answer to the file before the next question is asked. */
  save(question: Question, answer: Answer): Promise<void>;
}

export type Answer = Pick<Decided, 'decision' | 'reason'>;

type Step = { answer: Answer } | { go: 'skip' | 'back' | 'quit' | 'interrupt' | 'stay' };

/** Asks about each question until they are done or the user leaves; each answer is saved at once. */
export async function walkQuestions(
  questions: readonly Question[],
  walk: Walk,
): Promise<{ isInterrupted: boolean; answers: ReadonlyMap<Question, Decision> }> {
  const answers = new Map<Question, Decision>();
  let last: Answer | undefined;
  for (let index = 0; index < questions.length; ) {
    const question = questions[index]!;
    walk.write(await walk.show(question, index));
    let step: Step = { go: 'stay' };
    while ('go' in step && step.go === 'stay') step = await ask(walk, last);
    if ('answer' in step) {
      await walk.save(question, step.answer);
      answers.set(question, step.answer.decision);
      if (step.answer.decision !== 'undecided') last = step.answer;
      index++;
    } else if (step.go === 'skip') index++;
    else if (step.go === 'back') index = Math.max(0, index - 1);
    else return { isInterrupted: step.go === 'interrupt', answers };
  }
  return { isInterrupted: false, answers };
}

async function ask({ keyboard, keepsReasons, write }: Walk, last: Answer | undefined): Promise<Step> {
  write(`r real, f false alarm, ${keepsReasons ? 't test value, ' : ''}s skip, b back, q quit, ? help: `);
  const name = await nextOf(keyboard, keepsReasons ? 'rftu.sbq?' : 'rfu.sbq?', write);
  const tell = <Told extends Step>(word: string, step: Told): Told => {
    write(`${word}\n`);
    return step;
  };
  const decide = (decision: Decision) => tell(decisionNouns[decision], { answer: { decision } });
  switch (name) {
    case 'r':
      return decide('real');
    case 'f':
      return keepsReasons ? await askReason(keyboard, write) : decide('false-alarm');
    case 't':
      return decide('test');
    case 'u':
      return tell('not decided', { answer: { decision: 'undecided' } });
    case '.': {
      if (!last) return tell('nothing was answered before', { go: 'stay' });
      return tell(`${decisionNouns[last.decision]}${last.reason ? ', for the same reason' : ''}`, { answer: last });
    }
    case 's':
      return tell('skipped', { go: 'skip' });
    case 'b':
      return tell('back', { go: 'back' });
    case 'q':
    case 'end':
      return tell('', { go: 'quit' });
    case 'interrupt':
      return tell('', { go: 'interrupt' });
    case '?':
      return tell(`?\n${help}`, { go: 'stay' });
    default:
      return { go: 'stay' };
  }
}

/** The next key that means something; at others the terminal's bell rings. */
async function nextOf(keyboard: Keyboard, keys: string, write: Walk['write']): Promise<string> {
  for (;;) {
    const name = (await keyboard.next()).name.toLowerCase();
    if (name === 'end' || name === 'interrupt' || (name.length === 1 && keys.includes(name))) return name;
    write('\u0007');
  }
}

async function askReason(keyboard: Keyboard, write: Walk['write']): Promise<Step> {
  write('false alarm\n');
  const line = await keyboard.line('Why? ');
  if (line === 'interrupt') return { go: 'interrupt' };
  if (line?.text) return { answer: { decision: 'false-alarm', reason: line.text } };
  if (line) write('A false alarm needs a reason, for whoever reads it later.\n');
  return { go: 'stay' };
}

const help = `  r  a real secret: it stays known, and keyturn baseline report tells what to do
  f  a false alarm: no secret at all; asks for the reason
  t  a test value: a secret, but one that opens nothing
  u  not decided: takes a decision back
  .  the same answer as the last one, with its reason
  s  skip    b  back    q  quit
Each answer is saved at once; a second run goes on with what is left.
`;
