"""The graph as one HTML page that works offline."""
