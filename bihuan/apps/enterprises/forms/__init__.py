"""The shape of what is said of enterprises."""

from bihuan.apps.enterprises.forms.register import ChangeForm, EnterpriseForm, ListForm, SameForm

__all__ = ["ChangeForm", "EnterpriseForm", "ListForm", "SameForm"]
