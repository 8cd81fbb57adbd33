"""The rules of reviews: kinds and calendar, and how a signed notice differs from the generated one."""
