"""Every act on a decision: drafting, the steps to the signature, signing, issuing."""
