"""How the shipped pipeline was trained: data readers, network, loop and export; needs the extra `train`."""
