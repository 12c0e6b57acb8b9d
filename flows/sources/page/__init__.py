"""What can be read off a web page's markup: its characters, its tree, what it says of itself, its article text."""
