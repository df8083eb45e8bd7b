"""What readers type about decisions, turned into arguments of commands."""
