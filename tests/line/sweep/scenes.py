"""A paper with one story in every state that readers may not see, each field of it marked by a token.

Run as `python -m sweep.scenes` on the home that `BARTA_HOME` names. Prints one JSON object: `tokens`
([scene, field, latin, bangla] each), `addresses` that the stories had or could have had, and `files`, the
names of the public pictures of every scene.
"""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sweep.readers import crawl
from sweep.tokens import Tokens

from barta.config.home import Home
from barta.config.readiness import make_ready
from barta.delivery import make_application
from barta.press import Press

NEVER_PUBLIC = ("draft", "filed", "scheduled", "deleted", "waiting", "rescheduled", "unused")
"""Scenes whose text has never been public."""

ENDED = ("unpublished", "expired", "withdrawn", "taken", "replaced", "crowd")
"""Scenes whose text was public and is not any more."""

LIVE = "live"
HIDDEN_IN_PICTURES = "metadata"
"""Scene of what stands inside a picture's file beside its pixels, which nobody may ever see."""

PLAIN = (
    "headline",
    "short_headline",
    "social_headline",
    "kicker",
    "standfirst",
    "signoff",
    "public_note",
    "source_agency",
    "source_licence",
    "commercial",
)
"""Fields of a story that hold nothing but text."""

CROWD = 80
"""Stories that come and go together, so that the store's own tree of keys is made of theirs."""

HOUR = timedelta(hours=1)


class Scenes:
    """Makes the stories; what is done with them is said in `main`."""

    def __init__(self) -> None:
        from barta.newsroom.sections.models import Section
        from barta.newsroom.users.models import User

        self.tokens = Tokens(735)
        self.addresses: list[str] = []
        self.files: dict[str, list[str]] = {}
        self._pictures = 0
        self.user = User.objects.create_superuser("editor", password="x", initials="নই")
        self.section = Section(name="নগর", slug="নগর")
        self.section.save()

    def text(self, scene: str, field: str) -> str:
        """Return a new token's text."""
        return self.tokens.text(scene, field)

    def photo(self, scene: str, field: str) -> Any:
        """Return a saved picture whose words, uploaded name and metadata are tokens."""
        from django.core.files.base import ContentFile

        from barta.newsroom.media.models import Photo

        name = self.text(scene, f"{field} file name")
        photo = Photo(
            title=self.text(scene, f"{field} title"),
            alt=self.text(scene, f"{field} alt"),
            credit=self.text(scene, f"{field} credit"),
            agency=self.text(scene, f"{field} agency"),
            licence=self.text(scene, f"{field} licence"),
            file=ContentFile(self._picture(scene, field), name=f"{name}.jpg"),
        )
        photo.save()
        self.tokens.known(scene, f"{field} id", photo.uuid)
        names = [file["name"] for file in photo.public_files["renditions"]]
        assert names, "a picture has renditions"
        self.files.setdefault(scene, []).extend(names)
        return photo

    def _picture(self, scene: str, field: str) -> bytes:
        """Return a JPEG like no other, with tokens in its comment and its EXIF."""
        from PIL import Image

        self._pictures += 1
        image = Image.linear_gradient("L").resize((400, 300)).convert("RGB")
        for bit in range(12):
            # A pattern of squares that is the picture's number, so that no two files are the same.
            shade = "white" if self._pictures >> bit & 1 else "black"
            image.paste(shade, (10 + 30 * bit, 10, 30 + 30 * bit, 40))
        exif = Image.Exif()
        exif[0x010E] = self.text(HIDDEN_IN_PICTURES, f"{scene} {field} exif").split()[0]
        buffer = io.BytesIO()
        comment = self.text(HIDDEN_IN_PICTURES, f"{scene} {field} comment").encode()
        image.save(buffer, "JPEG", exif=exif, comment=comment)
        return buffer.getvalue()

    def fields(self, scene: str) -> dict[str, Any]:
        """Return a token for every plain field of a story."""
        values: dict[str, Any] = {name: self.text(scene, name) for name in PLAIN}
        values["slug"] = self.tokens.slug(scene)
        address = self.tokens.slug(scene, "address")
        values["source_url"] = values["canonical"] = f"https://elsewhere.example/{address}"
        values["body"] = [
            {"type": "paragraph", "value": f"<p>{self.text(scene, 'paragraph')}</p>"},
            {"type": "heading", "value": {"text": self.text(scene, "heading"), "level": "2"}},
            {"type": "quote", "value": {"text": self.text(scene, "quote"), "by": self.text(scene, "by")}},
            {
                "type": "picture",
                "value": {
                    "photo": self.photo(scene, "inner picture").pk,
                    "caption": self.text(scene, "inner caption"),
                    "alt": self.text(scene, "inner alt"),
                    "credit": self.text(scene, "inner credit"),
                },
            },
        ]
        return values

    def parts(self, story: Any, scene: str) -> None:
        """Give `story` a byline, topics, a picture and a correction, marked by tokens."""
        from barta.newsroom.people.models import Person
        from barta.newsroom.stories.models import StoryByline, StoryCorrection, StoryPicture

        person = Person(
            name=self.text(scene, "person"),
            slug=self.tokens.slug(scene, "person slug"),
            about=self.text(scene, "about"),
            role=self.text(scene, "person's role"),
            picture=self.photo(scene, "portrait"),
        )
        person.save()
        topics = [self._topic(scene, "topic"), self._topic(scene, "series")]
        for thing, field in ((person, "person"), (topics[0], "topic"), (topics[1], "series")):
            self.tokens.known(scene, f"{field} id", thing.uuid)
        self.addresses += [f"/people/{person.slug}", *(f"/topics/{topic.slug}" for topic in topics)]
        story.bylines = [
            StoryByline(
                person=person,
                printed=self.text(scene, "byline"),
                role=self.text(scene, "byline's role"),
                place=self.text(scene, "place"),
            )
        ]
        story.topics, story.series = [topics[0]], topics[1]
        story.pictures = [
            StoryPicture(
                photo=self.photo(scene, "picture"),
                caption=self.text(scene, "caption"),
                alt=self.text(scene, "alt"),
                credit=self.text(scene, "credit"),
            )
        ]
        story.corrections = [StoryCorrection(text=self.text(scene, "correction"))]

    def _topic(self, scene: str, field: str) -> Any:
        from barta.newsroom.topics.models import Topic

        topic = Topic(
            name=self.text(scene, field),
            slug=self.tokens.slug(scene, f"{field} slug"),
            aliases=[self.text(scene, f"{field} alias")],
        )
        topic.save()
        return topic

    def story(self, scene: str) -> Any:
        """Return a saved draft, every field of which is a token of `scene`, with one revision."""
        from django.utils import timezone

        from barta.newsroom.stories.models import Story

        story = Story(section=self.section, **self.fields(scene))
        story.expire_at = timezone.now() + HOUR / 2 if scene == "expired" else None
        story.save()
        self.parts(story, scene)
        story.save_revision(user=self.user, clean=False)
        if scene in NEVER_PUBLIC:
            self.tokens.known(scene, "id", story.uuid)
            self.tokens.known(scene, "public id", story.public_id)
        self._guess(story, story.slug)
        return story

    def _guess(self, story: Any, slug: str) -> None:
        key, section = story.public_id, self.section.slug
        for path in (f"/{section}/{key}/{slug}", f"/{section}/{key}", f"/x/{key}", f"/{key}"):
            self.addresses += [path, f"{path}/"]
        self.addresses += [f"/{section}/{key}/অন্য", f"/{section}/{slug}", f"/{slug}", f"/story/{story.uuid}"]

    def published(self, scene: str) -> Any:
        """Return a live story marked by tokens of `scene`."""
        from barta.newsroom.actions import Publish
        from barta.newsroom.stories.models import Story

        story = self.story(scene)
        Publish(story, by=self.user).execute()
        return Story.objects.get(pk=story.pk)

    def revised(self, story: Any, scene: str, **more: Any) -> Any:
        """Return a revision of `story` in which every field is a token of `scene`."""
        content = story.get_latest_revision_as_object()
        for name, value in {**self.fields(scene), **more}.items():
            setattr(content, name, value)
        self.parts(content, scene)
        self._guess(content, content.slug)
        return content.save_revision(user=self.user, clean=False)

    def plain(self, headline: str) -> Any:
        """Return a live story in which nothing is marked."""
        from barta.newsroom.actions import Publish
        from barta.newsroom.stories.models import Story

        body = [{"type": "paragraph", "value": "<p>নদীর ঘাটে আজ সকাল থেকে নৌকা চলছে।</p>"}]
        story = Story(section=self.section, headline=headline, body=body)
        story.save()
        story.save_revision(user=self.user, clean=False)
        Publish(story).execute()
        return Story.objects.get(pk=story.pk)

    # What is done with the stories, scene by scene: first what makes them, then what takes them away.

    def hide(self) -> None:
        """Make everything that readers may never have seen."""
        from django.utils import timezone

        from barta.newsroom.actions import Delete, Publish

        self.story("draft")
        filed = self.story("filed")
        filed.get_workflow().start(filed, self.user)
        scheduled = self.story("scheduled")
        self._schedule(scheduled, timezone.now() + HOUR)
        Delete(self.story("deleted"), by=self.user).execute()
        self.revised(self.plain("ঘাটের নৌকায় নতুন রং"), "waiting")
        later = self.revised(self.plain("চরে শীতের সবজি"), "rescheduled", go_live_at=timezone.now() + HOUR)
        story = later.content_object
        Publish(story, later, by=self.user).execute()
        self.photo("unused", "picture")

    def _schedule(self, story: Any, at: Any) -> None:
        from barta.newsroom.actions import Publish

        content = story.get_latest_revision_as_object()
        content.go_live_at = at
        Publish(story, content.save_revision(clean=False), by=self.user).execute()

    def show(self) -> None:
        """Publish everything that will be taken away, and what stays."""
        self.stories = {scene: self.published(scene) for scene in (LIVE, *ENDED) if scene != "crowd"}
        self.crowd = self._crowd()

    def _crowd(self) -> list[Any]:
        """Return many small live stories, each with a topic of its own."""
        from django.utils import timezone

        from barta.newsroom.actions import Copy, publish_many
        from barta.newsroom.topics.models import Topic

        copies = [
            Copy(
                headline=self.text("crowd", "headline"),
                section=self.section,
                published=timezone.now() - HOUR,
                body=[self.text("crowd", "paragraph")],
                topics=[self.text("crowd", "topic")],
            )
            for _ in range(CROWD)
        ]
        stories = [outcome.story for outcome in publish_many(copies)]
        for topic in Topic.objects.filter(stories__in=stories):
            self.tokens.known("crowd", "topic id", topic.uuid)
            self.addresses.append(f"/topics/{topic.slug}")
        return stories

    def take_away(self) -> None:
        """End what was live, each in its manner; replace the text of one, and with it its pictures."""
        from django.utils import timezone

        from barta.newsroom.actions import TakeDown, Unpublish, Update, Withdraw
        from barta.newsroom.scheduling import run_due

        Unpublish(self.stories["unpublished"], by=self.user).execute()
        Withdraw(self.stories["withdrawn"], by=self.user, public_note="তথ্য যাচাই করা হয়নি।").execute()
        TakeDown(self.stories["taken"], by=self.user, reason="আদালতের আদেশ").execute()
        for story in self.crowd:
            Unpublish(story, by=self.user).execute()
        assert [self.stories["expired"].public_id] == run_due(timezone.now() + 0.6 * HOUR).expired
        Update(self.stories["replaced"], self._harmless(), by=self.user, significant=True).execute()

    def _harmless(self) -> Any:
        content = self.stories["replaced"].get_latest_revision_as_object()
        for name in (*PLAIN, "source_url", "canonical"):
            setattr(content, name, "")
        content.headline, content.slug, content.signoff = "সেতুর কাজ শেষের পথে", "সেতুর-কাজ", ""
        content.body = [("paragraph", "<p>আগামী মাসে গাড়ি চলবে।</p>")]
        content.bylines, content.topics, content.pictures, content.corrections = [], [], [], []
        content.series = None
        return content.save_revision(user=self.user, clean=False)


def main() -> None:
    """Make the paper, with the press at work between the steps, and print what to hunt for."""
    home = Home.from_environment()
    make_ready(home)
    scenes = Scenes()
    steps: tuple[Callable[[], None], ...] = (scenes.hide, scenes.show, scenes.take_away)
    for step in steps:
        step()
        with Press(home.folder, home.database, home.readership_url) as press:
            press.catch_up()
        # Whatever readers were ever shown is an address that they may come back to.
        application = make_application(home.folder)
        answers = crawl(application, home.folder)
        scenes.addresses += [answer.path for answer in answers]
        application.close()  # type: ignore[attr-defined]
    found = {"tokens": scenes.tokens.all, "addresses": scenes.addresses, "files": scenes.files}
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
