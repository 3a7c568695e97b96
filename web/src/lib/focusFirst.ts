interface Form {
  getInputNode: (path: string) => HTMLElement | null;
}

/** For a form that says its faults itself: puts the caret into the first field that has one. */
export const focusFirst =
  (form: Form) =>
  (faults: Record<string, unknown>): void =>
    form.getInputNode(Object.keys(faults)[0] ?? '')?.focus();
