"""The built-in playbook: common problems of help desks, written by hand, and an engine that knows no model.

``engine.make`` answers what ``port`` asks, or says that it knows nothing fitting; ``library/`` holds the problems.
"""
