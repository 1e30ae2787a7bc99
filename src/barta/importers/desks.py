"""Which section an imported story belongs to: by slug, by name, by the names papers give the same thing."""

from barta.bangla.normalise import key

DEFAULT = "national"

# Slug, the name a new section gets, and other names of the same thing; a paper's own sections come first.
WELL_KNOWN: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("national", "জাতীয়", ("বাংলাদেশ", "দেশ", "সারাদেশ", "সারা দেশ")),
    ("foreign", "আন্তর্জাতিক", ("বিশ্ব", "বিদেশ", "international", "world")),
    ("politics", "রাজনীতি", ()),
    ("sports", "খেলা", ("খেলাধুলা", "ক্রীড়া", "স্পোর্টস", "sport")),
    ("business", "অর্থনীতি", ("বাণিজ্য", "ব্যবসা", "অর্থ-বাণিজ্য", "ব্যবসা-বাণিজ্য", "economy")),
    ("entertainment", "বিনোদন", ()),
    ("opinion", "মতামত", ("কলাম", "সম্পাদকীয়", "উপসম্পাদকীয়")),
    ("tech", "প্রযুক্তি", ("তথ্যপ্রযুক্তি", "বিজ্ঞান ও প্রযুক্তি", "technology")),
)

_BY_NAME = {
    key(name): (slug, printed) for slug, printed, others in WELL_KNOWN for name in (slug, printed, *others)
}


def well_known(name: str) -> tuple[str, str] | None:
    """Return (slug, name to print) of the section that `name` means in most papers, or None."""
    return _BY_NAME.get(key(name))


def from_desk(byline: str) -> tuple[str, str] | None:
    """Return the section a desk writes for: `আন্তর্জাতিক ডেস্ক` is of the foreign section."""
    name = byline
    for word in ("ডেস্ক রিপোর্ট", "ডেস্ক", "প্রতিবেদক", "প্রতিনিধি"):
        name = name.replace(word, "")
    return well_known(name.strip(" ,।"))
