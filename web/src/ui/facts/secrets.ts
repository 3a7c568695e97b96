const SECRET =
  /pass\s*(word|phrase|code)|passwd|\bpwd\b|\bpin\b|\bsecret|\btoken\b|recovery key|licen[cs]e key|api key/i;

/** Whether a fact's label says that its value is a secret: it is then masked until somebody asks for it. */
export function isSecret(label: string): boolean {
  return SECRET.test(label);
}
