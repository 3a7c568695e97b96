"""A client's version of a flow: a few steps said or led otherwise, put on the published tree."""
