"""Reports: composed papers out of what the apps below hold (报告)."""
