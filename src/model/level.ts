/** How bad it is if the secret is live, least first. */
export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/**
 * How sure we are that it is a secret, least first. `certain` is kept for what can be proved offline: a valid
 * checksum, or a private key that parses.
 */
export const confidences = ['low', 'medium', 'high', 'certain'] as const;
export type Confidence = (typeof confidences)[number];
