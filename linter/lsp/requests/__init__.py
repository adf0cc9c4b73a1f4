"""The requests that the server answers, one module each."""
