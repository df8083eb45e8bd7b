"""Writing dossiers: staff lists taken, views saved."""
