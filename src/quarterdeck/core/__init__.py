"""Values and rules that several rooms share: pure Python, no framework, no clock, no input or output."""
