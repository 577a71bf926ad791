import { spawn } from 'node:child_process';
import { gitTestEnv } from './repo.ts';
import { program } from './run.ts';

/** What is typed once a text has been shown since the step before. */
export interface Step {
  wait: string;
  type?: string;
  /** The terminal gets another width. */
  columns?: number;
  /** Arguments with which the program is run to its end beside. */
  run?: readonly string[];
}

/** Starts the program in a pseudo-terminal (Python's `pty`), and plays the steps. */
const driver = `
import fcntl, json, os, pty, select, signal, struct, subprocess, sys, termios, time
task = json.loads(sys.argv[1])
pid, fd = pty.fork()
if pid == 0:
    os.chdir(task['cwd'])
    os.execve(task['args'][0], task['args'], task['env'])
def resize(columns):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 40, columns, 0, 0))
resize(task['columns'])
shown, mark, end = b'', 0, time.time() + 50
def read():
    global shown
    if time.time() > end:
        os.kill(pid, signal.SIGKILL)
    if not select.select([fd], [], [], 0.2)[0]:
        return True
    try:
        piece = os.read(fd, 65536)
    except OSError:
        piece = b''
    shown += piece
    return piece != b''
isOpen = True
for step in task['steps']:
    while isOpen and step['wait'].encode() not in shown[mark:]:
        isOpen = read()
    mark = max(mark, shown.find(step['wait'].encode(), mark) + len(step['wait'].encode()))
    if 'columns' in step:
        resize(step['columns'])
    if 'run' in step:
        subprocess.run(task['args'][:2] + step['run'], cwd=task['cwd'], env=task['env'], check=True, stdout=subprocess.DEVNULL)
    if isOpen:
        os.write(fd, step.get('type', '').encode())
while isOpen:
    isOpen = read()
status = os.waitpid(pid, 0)[1]
json.dump({'code': os.WEXITSTATUS(status) if os.WIFEXITED(status) else -1, 'shown': shown.decode()}, sys.stdout)
`;

/** Runs the program in a terminal; gives its exit code and all that was shown, without cursor movements. */
export async function runInTerminal(
  cwd: string,
  args: readonly string[],
  steps: readonly Step[],
  columns = 80,
): Promise<{ code: number; shown: string }> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { ...gitTestEnv(), PATH, HOME, TERM: 'xterm', NO_COLOR: '1', NODE_EXTRA_CA_CERTS: '' };
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const task = { cwd, args: [process.execPath, program, ...args], env: given, steps, columns };
  const child = spawn('python3', ['-c', driver, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const { code, shown } = JSON.parse(Buffer.concat(output).toString()) as { code: number; shown: string };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return { code, shown: shown.replaceAll('\r\n', '\n').replace(/\u001b\[[\d;?]*[A-Za-z]/g, '') };
}
