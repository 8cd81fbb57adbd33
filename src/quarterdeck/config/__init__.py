"""The one place that knows every room: settings, addresses, start-up, set-up of a store."""
