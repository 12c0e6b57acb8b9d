"""Pages as content management systems write them, with articles of our own in them."""
