"""The shape of input."""

from bihuan.apps.projects.forms.library import LibraryForm
from bihuan.apps.projects.forms.register import FlagForm, ProjectForm, initial_of

__all__ = ["FlagForm", "LibraryForm", "ProjectForm", "initial_of"]
