"""How names sound, for who types their sounds or first letters (拼音)."""

from bihuan.engine.sounds.spelling import BadSounds, Sounds, Spelling, build

__all__ = ["BadSounds", "Sounds", "Spelling", "build"]
