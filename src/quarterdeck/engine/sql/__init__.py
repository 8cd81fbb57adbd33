"""Questions and works as SQL, one text for every place where it runs."""
