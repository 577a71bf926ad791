import manifest from '../../package.json' with { type: 'json' };

/** Of keyturn itself, as in `package.json`. */
export const version: string = manifest.version;
