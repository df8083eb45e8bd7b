"""Plan papers of the demo province, dated from the day they are made."""
