"""What tests share: settings, builders, the cast of users, the closed network."""
