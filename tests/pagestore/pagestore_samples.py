"""Pages and slots of an invented paper, for the page store's tests."""

from barta.pagestore import Batch, Page, Segment, Slot, Variant, compress, story_key

PUBLIC_ID = "k3v9w2m7qd"
PATH = f"/national/{PUBLIC_ID}/চরফুলবাড়িতে-নতুন-সেতু"


def plain_slot(text: str, valid_from: int = 0) -> Slot:
    return Slot((Variant(valid_from, compress(text.encode())),))


def story_page(text: str = "চরফুলবাড়িতে নতুন সেতু চালু হয়েছে।", public_id: str = PUBLIC_ID) -> Page:
    return Page(
        200,
        "html",
        f"/national/{public_id}/সেতু" if public_id != PUBLIC_ID else PATH,
        public_id,
        (compress("<h1>সেতু</h1>".encode()), "masthead", compress(text.encode()), "latest"),
        "text/html; charset=utf-8",
        modified=1_751_500_000,
        tag=f"story-{public_id}",
    )


def latest_slot(*ids: str, show: int = 4) -> Slot:
    """Return a slot that lists the first stories, and instead of each of them the next one."""

    def without(story: str) -> Segment:
        listed = [f"<li>{public_id}</li>" for public_id in ids if public_id != story][:show]
        return compress(f"<ul>{''.join(listed)}</ul>".encode() if listed else b"")

    return Slot((Variant(0, without(""), tuple((story, without(story)) for story in ids[:show])),))


def fill(batch: Batch, stories: int = 20, text: str = "খবর") -> None:
    batch.put_slot("masthead", plain_slot("<header>বৃহস্পতিবার</header>"))
    for number in range(stories):
        public_id = f"{number:010}"
        batch.put_page(story_key(public_id), story_page(f"{text} {number}", public_id))
