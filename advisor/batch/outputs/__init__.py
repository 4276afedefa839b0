"""How advice and problems are written: CSV, JSON Lines, Parquet, whole or not at all."""
