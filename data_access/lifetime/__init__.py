"""How customers go on buying: probability models of when they buy, when they stop, and how much they spend."""
