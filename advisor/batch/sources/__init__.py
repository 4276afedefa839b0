"""Where the situations come from: JSON Lines, Parquet, folders of tables, and the types they are cast to."""
