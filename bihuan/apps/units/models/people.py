"""People, their posts, for whom they act and what a leader answers for (人员)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from bihuan.base.scope import ScopedManager, Viewer


class PersonManager(ScopedManager):
    """People, with the one look-up that signing in needs."""

    def get_by_natural_key(self, login: str) -> Any:
        """The person who signs in under this name."""
        return self._rows().get(login=login)


class Person(AbstractBaseUser):
    """A person who works here (人员); signs in with `login`. Rights come from posts, never from the account."""

    login = models.CharField("登录名", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    phone = models.CharField("联系电话", max_length=40, blank=True)
    is_active = models.BooleanField("在用", default=True)
    created_at = models.DateTimeField("建立时间")
    password_set_at = models.DateTimeField("设置口令时间", null=True, blank=True)
    must_change_password = models.BooleanField("须改口令", default=False)
    one_time_until = models.DateTimeField("一次性口令有效至", null=True, blank=True)
    session_version = models.PositiveIntegerField("会话版本", default=1)
    version = models.PositiveIntegerField("版本", default=1)

    objects = PersonManager()
    administrative = True

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "人员"

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions end when the password changes or `session_version` grows (a right withdrawn, an account stopped)."""
        salt = "bihuan.units.session"
        return salted_hmac(
            salt, f"{self.password}:{self.session_version}", secret=secret, algorithm="sha256"
        ).hexdigest()

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Everyone in office may look up a colleague's name and post."""
        if not viewer.business or viewer.person_id is None:
            return Q()
        return Q(is_active=True) | Q(pk=viewer.person_id)


class Post(models.Model):
    """What a person is in a unit, from a day to a day (岗位). Roles are the columns of docs/roles.csv."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="posts")
    role = models.CharField("角色", max_length=40)
    title = models.CharField("职务", max_length=60, blank=True)
    from_on = models.DateField("任职日期")
    to_on = models.DateField("离任日期", null=True, blank=True)
    granted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "from_on"])]

    def __str__(self) -> str:
        return f"{self.unit}{self.title or self.role}"


class Proxy(models.Model):
    """A person who acts for a leader between two days (代办); every record carries both names."""

    leader = models.ForeignKey(Person, models.PROTECT, related_name="proxies")
    person = models.ForeignKey(Person, models.PROTECT, related_name="acts_for")
    from_on = models.DateField("起")
    to_on = models.DateField("止", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person}代{self.leader}"


class Portfolio(models.Model):
    """A unit that a leader answers for (分管)."""

    leader = models.ForeignKey(Person, models.PROTECT, related_name="portfolio")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="led_by")
    from_on = models.DateField("起")
    to_on = models.DateField("止", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.leader}分管{self.unit}"
