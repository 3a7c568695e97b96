"""The open flow file: one flow as readable text, YAML 1.2 or its JSON twin, lossless both ways.

::

    resolutionflow: 1            the format's version; left out it is 1
    id: 0198a5c2-…               optional: taken in again, the file changes this flow
    title: Printer is silent
    description: Nothing comes out.
    category: Printing
    tags: [paper]
    starts_with: 0198a5c2-…      optional: a shared start
    root_id: power
    nodes:
      power:
        type: question
        text: Is the light on?
        options:
          - id: on
            label: Yes           words stay words: `Yes`, `No`, `1` need no quotes
            next_id: paper

One document is one flow; a file may hold several (YAML: between lines of `---`; JSON: in one list). A flow takes at
most 3 MB, three times what its tree may take. Comments are not kept. Anchors, aliases and tags are refused: they make
small files unfold into huge ones.
"""

from resolutionflow.flows.flow_file.document import FlowFile, Judged, judge
from resolutionflow.flows.flow_file.reader import MAX_FILE_BYTES, FlowFileError, Part, decoded, parsed, parts
from resolutionflow.flows.flow_file.writer import to_json, to_yaml

__all__ = [
    "MAX_FILE_BYTES",
    "FlowFile",
    "FlowFileError",
    "Judged",
    "Part",
    "decoded",
    "judge",
    "parsed",
    "parts",
    "to_json",
    "to_yaml",
]
