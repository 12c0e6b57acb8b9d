"""Fetching from the web, politely and safely: one client for every source that is asked over the network."""
