"""What the wizard knows and how it changes; pure. The service keeps it, the model or playbook fills it."""
