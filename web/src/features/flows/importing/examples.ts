import type { ImportFormat } from '@/api/flowImports';

export interface Example {
  format: ImportFormat;
  fileName: string;
  text: string;
}

/** A small flow written in each of the ways that can be imported: the same one, to compare them. */
export const EXAMPLES: readonly Example[] = [
  {
    format: 'walkthrough',
    fileName: 'scanner.md',
    text: `# Scanner does not reach the mailbox

## Does the scanner show an error?

Look at its panel while it sends.

- **Yes**: continue with [Test the password](#test-the-password)
- **No**: go to [Hand over](#hand-over)

## Test the password

Put the mailbox's new password into the scanner and send a test.

If the test arrives, see [Solved](#solved). Otherwise, continue with [Hand over](#hand-over).

## Solved

The scanner had an old password.

## Hand over

Escalate to the messaging engineer with the scanner's address and the time of a lost scan.
`,
  },
  {
    format: 'mermaid',
    fileName: 'scanner.mmd',
    text: `flowchart TD
  error{"Does the scanner show an error?"} -->|Yes| password["Put the new password in and send a test"]
  error -->|No| hand["Escalate to the messaging engineer"]
  password -->|The test arrives| solved(["The scanner had an old password"])
  password -->|It does not| hand
`,
  },
  {
    format: 'csv',
    fileName: 'scanner.csv',
    text: `step,answer,text,type,go to
1,,Does the scanner show an error?,question,
1.1,Yes,Put the new password in and send a test,action,
1.1.1,The test arrives,The scanner had an old password,resolution,
1.1.2,It does not,,,1.2
1.2,No,Escalate to the messaging engineer,escalation,
`,
  },
  {
    format: 'outline',
    fileName: 'scanner.txt',
    text: `Scanner does not reach the mailbox
Does the scanner show an error?
  Yes: Put the new password in and send a test
    The test arrives: The scanner had an old password
    It does not: go to "Escalate to the messaging engineer"
  No: Escalate to the messaging engineer
`,
  },
  {
    format: 'flow_file',
    fileName: 'scanner.yaml',
    text: `title: Scanner does not reach the mailbox
category: Printing
root_id: error
nodes:
  error:
    type: question
    text: Does the scanner show an error?
    options:
      - id: "yes"
        label: Yes
        next_id: password
      - id: "no"
        label: No
        next_id: hand
  password:
    type: action
    text: Put the new password in and send a test.
    minutes: 10
    options:
      - id: arrived
        label: The test arrives
        next_id: solved
      - id: lost
        label: It does not
        next_id: hand
  solved:
    type: resolution
    text: The scanner had an old password.
  hand:
    type: escalation
    text: Scans are lost.
    to: Messaging engineer
`,
  },
];
