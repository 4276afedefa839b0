"""The version of the package, on the lowest floor, where every room can read it."""

VERSION = "0.1.0"
