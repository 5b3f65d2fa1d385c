"""Projects: the library, stages, money, needs, land and plans (项目)."""
