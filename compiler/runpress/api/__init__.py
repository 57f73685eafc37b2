"""What programs ask of runpress. Its names are those of `runpress` itself, which loads them when they are used."""
