"""From the records of single articles to what holds between them."""
