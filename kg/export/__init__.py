"""From the dataset to files: RDF, tables, networks and the page."""
