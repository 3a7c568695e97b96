"""Finding the flow that fits a problem."""
