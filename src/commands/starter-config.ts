/** What `rules init` writes: a `keyturn.yaml` that works as it is, with a rule to copy from. */
export const starterConfig = `# keyturn.yaml: what keyturn does in this repository.
# Everything here is data; a flag on the command line wins over the same setting.

# Whether the built-in rules take part.
extendDefault: true

# Built-in rules that do not run here: ids, or globs such as aws-*.
disable: []

# Changes to built-in rules, by id.
# override:
#   jwt:
#     severity: low

# Files that are not scanned, relative to this folder.
# exclude: ['vendor/**', '**/*.snap']

# Hits that are fine, whatever the rule.
# allowlists:
#   - description: made-up keys of the test suite
#     paths: ['^test/fixtures/']

# Rules of your own. Run their examples with: keyturn rules test
rules:
  - id: acme-service-token
    description: Acme internal service token
    severity: high
    confidence: high
    # In lower case; one of them stands in every match. They make the rule fast.
    keywords: [acme_svc_]
    # A JavaScript regular expression; the secret is the group named secret.
    pattern: '(?<![0-9A-Za-z_])(?<secret>acme_svc_[0-9a-f]{40})(?![0-9A-Za-z_])'
    entropy: 3
    tags: [internal]
    rotation:
      advice: Ask the platform team for a new token and have this one revoked.
    # <<hex:40>> stands for 40 random characters, so that no real-looking token is stored here.
    examples:
      - 'ACME_TOKEN=acme_svc_<<hex:40>>'
      - '"token": "acme_svc_<<hex:40>>"'
    counterExamples:
      - 'ACME_TOKEN=acme_svc_<<hex:12>>'
      - 'ACME_TOKEN=acme_svc_\${TOKEN}'
`;
