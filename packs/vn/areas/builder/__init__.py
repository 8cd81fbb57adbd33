"""Build the register of the units of Viet Nam from packages with a free licence and tables of corrections."""
