import { Ajv2020 } from 'ajv/dist/2020.js';

/** Faults of a value under a JSON Schema (draft 2020-12), one line each; empty when it is valid. */
export function findSchemaFaults(schema: object, value: unknown): string[] {
  const ajv = new Ajv2020({ allErrors: true, strictSchema: false });
  ajv.addFormat('date-time', (text) => !Number.isNaN(Date.parse(text)) && /^\d{4}-\d\d-\d\dT.*Z$/.test(text));
  ajv.addFormat('uri', (text) => URL.canParse(text));
  ajv.addFormat(
    'uri-reference',
    (text) => URL.canParse(text, 'file:///base/') && /^[\w\-.~:/?#@!$&'()*+,;=%]*$/.test(text),
  );
  ajv.addFormat('uuid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
  const validate = ajv.compile(schema);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}
