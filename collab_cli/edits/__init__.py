"""One file a change a user makes: -> patches."""
