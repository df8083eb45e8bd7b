"""Pay, raises and retirement as pure rules: facts and dated law in, a result with its trace out."""
