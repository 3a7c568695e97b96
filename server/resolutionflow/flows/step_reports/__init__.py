"""Reports of wrong steps: what first line says is wrong with a step of a flow, until somebody mends it."""
