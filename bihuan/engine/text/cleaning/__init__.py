"""From the original to the body (正文): what is removed and why, simplified characters, doubtful ones."""
