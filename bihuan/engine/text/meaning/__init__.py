"""What the body says (要素): sentences, tasks, figures, names."""
