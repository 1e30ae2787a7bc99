"""Users of the newsroom."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Somebody who works here. `initials` is how their sign-off is printed, such as এলকে."""

    initials = models.CharField("স্বাক্ষর", max_length=20, blank=True, help_text="সংবাদের শেষে যেমন ছাপা হবে")

    class Meta:
        verbose_name = "কর্মী"
        verbose_name_plural = "কর্মী"
