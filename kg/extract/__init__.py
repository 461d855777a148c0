"""From an article to records; each module here is one way to extract them."""
