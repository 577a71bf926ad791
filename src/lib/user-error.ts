/** A fault that the user can mend: a wrong option, path, config or rule. Printed without a stack; exit code 2. */
export class UserError extends Error {
  readonly code: string;

  /** `message` names the option or file, the rule broken and the value; `code` is a stable word for programs. */
  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'UserError';
    this.code = code;
  }
}
