"""Flow builder: the wizard that makes a draft flow with a model or the playbook."""
