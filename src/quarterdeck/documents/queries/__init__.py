"""Reads of the register: what a number says, the list, one document, the printed book, marks of secrecy."""
