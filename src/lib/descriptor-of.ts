/** The descriptor that a path such as `/dev/stdin` or `/dev/fd/63` stands for; 63 is a shell's `<(command)`. */
export function descriptorOf(path: string): number | undefined {
  const [found, number = '0'] = /^\/(?:dev\/stdin|(?:dev|proc\/self)\/fd\/(\d{1,9}))$/.exec(path) ?? [];
  return found === undefined ? undefined : Number(number);
}
