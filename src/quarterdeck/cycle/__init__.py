"""Gathers from every room what a review must look at, and carries what stays open to the next."""
