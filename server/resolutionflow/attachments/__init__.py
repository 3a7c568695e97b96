"""Pictures that people paste into notes, evidence and hand-over."""
