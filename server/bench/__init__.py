"""What quality is measured with: `python -m bench [GROUP …]`, or `make bench ONLY=GROUP`."""
