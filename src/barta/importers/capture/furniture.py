"""What stands around a story on a newspaper's page: tables of labels, and patterns for what carries numbers.

Every table is compared by `fold`, so that either encoding of য় and either kind of digit is found.
A word belongs in a table only if it says nothing of the story itself: what is in no table is reported.
"""

import re

from barta.importers.capture.lines import Line, compose, fold


def _table(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in re.split(r"[\n;]", words) if word.strip())


RELATED, LATEST, MOST_READ = "related", "latest", "most_read"

_LABELS = {
    RELATED: _table(
        """সম্পর্কিত; সম্পর্কিত খবর; সম্পর্কিত সংবাদ; সম্পর্কিত নিউজ; সম্পর্কিত আরও খবর; সম্পর্কিত আরও সংবাদ
        সংশ্লিষ্ট খবর; সংশ্লিষ্ট সংবাদ; প্রাসঙ্গিক; প্রাসঙ্গিক খবর; প্রাসঙ্গিক সংবাদ; আরও পড়ুন
        আরও পড়তে পারেন; পড়ুন আরও; আরও খবর; আরও সংবাদ; আরও খবর পড়ুন; এ সম্পর্কিত খবর; এ সংক্রান্ত খবর
        এ সংক্রান্ত আরও খবর; এ সম্পর্কিত আরও খবর; এ সম্পর্কিত আরও সংবাদ; এ সম্পর্কিত আরও পড়ুন
        এ বিষয়ে আরও খবর; এ বিষয়ে আরও পড়ুন; এ বিভাগের আরও খবর; এ বিভাগের আরও সংবাদ; এ বিভাগের অন্যান্য খবর
        এ বিভাগের অন্যান্য সংবাদ; এ বিভাগের খবর; এ বিভাগের আরও; এ বিভাগের সর্বাধিক খবর; এ জাতীয় আরও খবর
        এ জাতীয় আরও সংবাদ; এ রকম আরও খবর; এ ধরনের আরও খবর; একই বিভাগের খবর; একই বিভাগের আরও খবর
        একই রকম খবর; অন্যান্য খবর; অন্যান্য সংবাদ; আরও যা পড়তে পারেন; related; related news
        related stories; রিলেটেড; রিলেটেড নিউজ; read more; also read; more news"""
    ),
    LATEST: _table(
        """সর্বশেষ; সর্বশেষ খবর; সর্বশেষ সংবাদ; সর্বশেষ নিউজ; সর্বশেষ প্রকাশিত; সর্বশেষ সব খবর; সর্বশেষ আপডেট
        সবশেষ; সবশেষ খবর; সবশেষ সংবাদ; শেষ খবর; নতুন খবর; নতুন সংবাদ; সদ্য সংবাদ; সদ্যপ্রাপ্ত; সদ্য প্রকাশিত
        তাজা খবর; এইমাত্র; এই মাত্র; সাম্প্রতিক; সাম্প্রতিক খবর; সাম্প্রতিক সংবাদ; লেটেস্ট; লেটেস্ট নিউজ
        latest; latest news; recent; recent news; recent posts"""
    ),
    MOST_READ: _table(
        """সর্বাধিক পঠিত; সর্বাধিক পঠিত খবর; সর্বাধিক পঠিত সংবাদ; সর্বাধিক জনপ্রিয়; সর্বোচ্চ পঠিত
        সর্বাধিক পড়া; সবচেয়ে বেশি পঠিত; সবচেয়ে পঠিত; সবচেয়ে জনপ্রিয়; সবচেয়ে বেশি পড়া
        সবচেয়ে বেশি পড়া খবর; সবচেয়ে বেশি দেখা; সর্বাধিক আলোচিত; সবচেয়ে আলোচিত; আলোচিত; আলোচিত খবর
        আলোচিত সংবাদ; জনপ্রিয়; জনপ্রিয় খবর; জনপ্রিয় সংবাদ; জনপ্রিয় নিউজ; বহুল পঠিত; অধিক পঠিত; বেশি পঠিত
        বেশি পড়া; বেশি পড়া খবর; বেশি পঠিত খবর; পাঠকপ্রিয়; পাঠক প্রিয়; পাঠকপ্রিয় খবর; পাঠকের পছন্দ
        আজকের জনপ্রিয়; পপুলার; পপুলার নিউজ; মোস্ট পপুলার; ট্রেন্ডিং নিউজ; আজকের সর্বাধিক পঠিত
        সপ্তাহের সর্বাধিক পঠিত; সপ্তাহের সেরা; ট্রেন্ডিং; most read; most popular; popular; popular news
        popular posts; trending"""
    ),
}

# Lists that a page may carry and a capture has no field for: their entries are reported.
_OTHER_LABELS = _table(
    """ভিডিও; ভিডিও খবর; ভিডিও সংবাদ; ভিডিও গ্যালারি; ছবি; ছবিঘর; ছবির গল্প; ফটো গ্যালারি; ফটোগ্যালারি
    ফটোফিচার; ফটো ফিচার; সম্পাদকের পছন্দ; সম্পাদকের বাছাই; নির্বাচিত; নির্বাচিত খবর; বাছাই খবর
    বাছাই করা খবর; শিরোনাম; ব্রেকিং; ব্রেকিং নিউজ; বিশেষ সংবাদ; বিশেষ খবর; বিশেষ প্রতিবেদন; এক্সক্লুসিভ
    আপনার জন্য; আপনার জন্য নির্বাচিত; মিস করবেন না; চোখ রাখুন; মন্তব্য; মন্তব্যসমূহ; পাঠকের মন্তব্য
    মন্তব্য করুন; আপনার মতামত; আপনার মতামত লিখুন; মতামত দিন; আপনার মন্তব্য; জরিপ; অনলাইন জরিপ
    আজকের রাশিফল; আজকের পত্রিকা; প্রিন্ট সংস্করণ; ট্যাগ; ট্যাগস; ট্যাগসমূহ; ট্যাগ সমূহ; বিষয়; বিষয়সমূহ
    সংশ্লিষ্ট বিষয়; লেখকের আরও লেখা; লেখক থেকে আরও পড়ুন; লেখক থেকে আরও; সারা বাংলা; সারাদেশের খবর
    ফিচার; গ্যালারি; নামাজের সময়সূচি; পুরোনো সংখ্যা; আর্কাইভ; tags; topics; comments; video; videos
    editor's pick; advertisement list"""
)

_TABS = frozenset(
    f"{first} {second}"
    for one, other in ((LATEST, MOST_READ), (MOST_READ, LATEST))
    for first in _LABELS[one]
    for second in _LABELS[other]
)

SECTIONS = _table(
    """প্রচ্ছদ; হোম; মূলপাতা; মূল পাতা; প্রথম পাতা; শেষ পাতা; প্রথম পৃষ্ঠা; শেষের পাতা; জাতীয়; বাংলাদেশ
    রাজনীতি; সারাদেশ; সারা দেশ; দেশ; দেশজুড়ে; রাজধানী; মহানগর; জেলা; জেলার খবর; গ্রামবাংলা; জনপদ
    আন্তর্জাতিক; বিশ্ব; বিদেশ; বিশ্ব সংবাদ; অর্থনীতি; বাণিজ্য; অর্থ-বাণিজ্য; অর্থ ও বাণিজ্য
    অর্থনীতি-ব্যবসা; ব্যবসা; ব্যবসা-বাণিজ্য; শেয়ারবাজার; পুঁজিবাজার; খেলা; খেলাধুলা; খেলাধুলো; ক্রিকেট
    ফুটবল; ক্রীড়া; বিনোদন; সিনেমা; মতামত; মত-ভিন্নমত; সম্পাদকীয়; উপসম্পাদকীয়; কলাম; চিঠিপত্র; শিক্ষা
    ক্যাম্পাস; শিক্ষাঙ্গন; স্বাস্থ্য; প্রযুক্তি; বিজ্ঞান; বিজ্ঞান ও প্রযুক্তি; তথ্যপ্রযুক্তি
    তথ্য-প্রযুক্তি; আইন-আদালত; আইন আদালত; আইন ও বিচার; অপরাধ; অপরাধ ও দুর্নীতি; ধর্ম; ইসলাম; ধর্ম ও জীবন
    ধর্ম ও ইসলাম; জীবনযাপন; জীবনযাত্রা; লাইফস্টাইল; ভ্রমণ; পর্যটন; সাহিত্য; শিল্প-সাহিত্য
    শিল্প ও সাহিত্য; সাহিত্য ও সংস্কৃতি; সংস্কৃতি; পরিবেশ; জলবায়ু; কৃষি; চাকরি; চাকরির খবর; প্রবাস
    নারী; নারী ও শিশু; শিশু; তারুণ্য; রাশিফল; আবহাওয়া; ই-পেপার; ইপেপার; ই পেপার; নগর-মহানগর; কর্পোরেট
    করপোরেট; কর্পোরেট সংবাদ; বিবিধ; অন্যান্য; সোশ্যাল মিডিয়া; সামাজিক মাধ্যম; সাক্ষাৎকার; সব; সব খবর
    সব সংবাদ; সকল খবর; আরও; আরও দেখুন; সব দেখুন; সবগুলো দেখুন; বিশেষ আয়োজন; আলোচনা; পাঠকের কথা
    পাঠক কলাম; মুক্তমত; দৃষ্টিকোণ; জীবন; অটোমোবাইল; গণমাধ্যম; সরকার; নির্বাচন; ঢাকা; চট্টগ্রাম; রাজশাহী
    খুলনা; বরিশাল; সিলেট; রংপুর; ময়মনসিংহ; এশিয়া; ইউরোপ; আমেরিকা; আফ্রিকা; মধ্যপ্রাচ্য; ভারত
    পাকিস্তান; home; bangladesh; national; politics; world; international; business; economy; sports
    entertainment; opinion; technology; tech; education; health; lifestyle; e-paper; epaper; all"""
)

# Controls and phrases of the page itself.
_CONTROLS = _table(
    """x; ×; ✕; ✖; ✗; ☰; ≡; ⋮; ⌕; >; »; <; «; ›; ‹; +; -; –; —; |; ·; •; *; ...; …; →; ←; ▶; ▼; ▲; #; অ; অ+
    অ-; অ +; অ -; অ+ অ-; অ- অ+; অ- অ অ+; অ+ অ অ-; ক+; ক-; a; a+; a-; a +; a -; বন্ধ; বন্ধ করুন; বাতিল
    close; মেনু; মেন্যু; menu; খুঁজুন; অনুসন্ধান; অনুসন্ধান করুন; সার্চ; search; খোঁজ করুন; লগইন; লগ ইন
    লগ-ইন; সাইন ইন; সাইন আপ; নিবন্ধন; নিবন্ধন করুন; লগআউট; সাবস্ক্রাইব; সাবস্ক্রাইব করুন; login; sign in
    subscribe; english; বাংলা; ইংরেজি; en; bn; বাংলা সংস্করণ; ইংরেজি সংস্করণ; english version
    bangla version; কনভার্টার; বাংলা কনভার্টার; ইউনিকোড কনভার্টার; ডার্ক মোড; লাইভ; লাইভ টিভি; live
    শেয়ার; শেয়ার করুন; শেয়ার করুন :; শেয়ারঃ; সংবাদটি শেয়ার করুন; নিউজটি শেয়ার করুন
    খবরটি শেয়ার করুন; শেয়ার করে ছড়িয়ে দিন; সোশ্যাল মিডিয়ায় শেয়ার করুন; share; share this; share:
    ফেসবুক; টুইটার; এক্স; হোয়াটসঅ্যাপ; হোয়াটস অ্যাপ; মেসেঞ্জার; লিংকডইন; ইনস্টাগ্রাম; ইউটিউব
    টেলিগ্রাম; ভাইবার; পিন্টারেস্ট; ইমো; ইমেইল; ই-মেইল; ইমেইল করুন; facebook; twitter; whatsapp
    messenger; linkedin; instagram; youtube; telegram; viber; pinterest; email; print; copy; copy link
    প্রিন্ট; প্রিন্ট করুন; প্রিন্ট ভার্সন; কপি; কপি করুন; কপি লিংক; লিংক কপি; লিংক কপি করুন; কপি হয়েছে
    লিংক কপি হয়েছে; সেভ করুন; সংরক্ষণ; সংরক্ষণ করুন; বুকমার্ক; ডাউনলোড; অনুসরণ করুন; ফলো করুন
    আমাদের ফলো করুন; আমাদের অনুসরণ করুন; গুগল নিউজ; গুগল নিউজে ফলো করুন; গুগল নিউজ ফলো করুন; google news
    follow us; follow; ফন্ট সাইজ; ফন্ট; অক্ষর ছোট করুন; অক্ষর বড় করুন; শুনুন; খবরটি শুনুন; পড়ুন
    বিস্তারিত; বিস্তারিত পড়ুন; বিস্তারিত দেখুন; বিজ্ঞাপন; বিজ্ঞাপণ; স্পনসরড; প্রমোটেড; advertisement
    ad; ads; sponsored; পূর্ববর্তী; পরবর্তী; পূর্ববর্তী খবর; পরবর্তী খবর; পূর্ববর্তী সংবাদ
    পরবর্তী সংবাদ; আগের; পরের; আগের খবর; পরের খবর; আগের সংবাদ; পরের সংবাদ; previous; next; উপরে যান
    উপরে; back to top; লোড হচ্ছে; লোড হচ্ছে...; আরও লোড করুন; আরও দেখান; load more; logo; লোগো; image
    photo; ছবি নেই; সব ভিডিও; অনলাইন সংস্করণ; অনলাইন; অনলাইন ভার্সন; আমাদের সম্পর্কে; যোগাযোগ
    যোগাযোগ করুন; গোপনীয়তা নীতি; গোপনীয়তার নীতি; প্রাইভেসি পলিসি; ব্যবহারের শর্তাবলি; শর্তাবলি
    শর্তাবলী; নীতিমালা; বিজ্ঞাপনের মূল্যতালিকা; মন্তব্যের নীতিমালা; সাইটম্যাপ; about us; contact
    contact us; privacy policy; terms; terms and conditions; terms of use; সার্কুলেশন; আমাদের পরিবার
    অ্যাপ ডাউনলোড করুন; অ্যাপস; অ্যাপ"""
)


def _pattern(source: str) -> re.Pattern[str]:
    """Compile a pattern that is searched in folded text, whichever encoding of য় its source is typed in."""
    return re.compile(compose(source), re.VERBOSE)


_COUNTED = "শেয়ার|মন্তব্য|লাইক|ভিউ|ভিউজ|পঠিত|পাঠক|shares?|views?|comments?|likes?"
_DONE = r"(?:পঠিত|পড়া|দেখা)\ হয়েছে|(?:সংবাদটি\ )?(?:দেখেছেন|পড়েছেন)|পাঠক\ পড়েছেন"
_NUMBER = r"[\d,.]+\ ?(?:k|হাজার|লাখ)?\ ?(?:টি|জন|বার|টা)?"
_NUMBERED = _pattern(
    rf"""{_NUMBER}\ ?(?:{_COUNTED}|{_DONE})
    | (?:{_COUNTED}|{_DONE})\ ?[:(]?\ ?{_NUMBER}\)?
    | (?:পড়তে\ (?:সময়\ )?লাগবে\ ?:?\ ?)?\d+\ ?মিনিট(?:ের|ে)?\ ?(?:পড়ুন|পড়া|পাঠ)? | \d+\ min(?:ute)?\ read"""
)
_RANK = _pattern(r"(?:\#|নং\ )?\d{1,2}\ ?[.)।]? | \d{1,2}\ ?/\ ?\d{1,2}")
_AGO = _pattern(
    r"""(?:প্রায়\ )?(?:\d+|এক|একটু|কিছুক্ষণ)\ ?(?:টি\ )?
    (?:সেকেন্ড|মিনিট|ঘণ্টা|ঘন্টা|দিন|সপ্তাহ|মাস|বছর)?\ ?(?:\d+\ মিনিট\ )?আগে | \d+\ (?:min|minute|hour|day)s?\ ago"""
)
_PICTURE = (
    r"(?:ফাইল|সংগৃহীত|প্রতীকী|পুরোনো|পুরনো)?\ ?"
    r"(?:ছবি|ফটো|ভিডিও|গ্রাফিক্স?|ইলাস্ট্রেশন|অলংকরণ|কার্টুন|স্ক্রিনশট|photo)"
)
_CREDIT = _pattern(
    rf"""^[(\[]?{_PICTURE}\ ?(?:[:ঃ\-–—]\ ?[^।]{{1,80}}|সংগৃহীত|ফাইল)[)\]]?।?$
    | (?:^|[\s।|(,\-–—])(?:ছবি|ফটো|গ্রাফিক্স|অলংকরণ)\ ?[:ঃ]\ ?[^।:]{{1,60}}$
    | (?:^|[\s।|(,\-–—])(?:ফাইল|প্রতীকী|সংগৃহীত|পুরোনো)\ ছবি[)।]?$ | ^[(]?সংগৃহীত[)]?$"""
)
_RIGHTS = _pattern(
    r"""© | \(c\)\ ?(?:19|20)\d\d | all\ rights\ reserved | (?:সর্বস্বত্ব|সকল\ স্বত্ব|স্বত্ব).{0,40}সংরক্ষিত
    | কপিরাইট.{0,30}(?:সংরক্ষিত|(?:19|20)\d\d) | copyright.{0,30}(?:19|20)\d\d
    | (?:লেখা|ছবি|কনটেন্ট|কন্টেন্ট|ওয়েবসাইট|সংবাদ|আলোকচিত্র).{0,80}(?:অনুমতি|পূর্বানুমতি)\ ?(?:ছাড়া|ব্যতীত)
    | (?:অনুমতি|পূর্বানুমতি)\ (?:ছাড়া|ব্যতীত).{0,60}(?:লেখা|কনটেন্ট|কন্টেন্ট|ওয়েবসাইট|আলোকচিত্র)"""
)
_EDITOR = r"(?:সম্পাদক|প্রকাশক)(?:\ ও\ (?:সম্পাদক|প্রকাশক))?"
_CONTACT = (
    r"(?:ফোন|মোবাইল|টেলিফোন|ফ্যাক্স|ই-?মেইল|বিজ্ঞাপন|সার্কুলেশন|হটলাইন|(?:\S+\ ){0,2}কার্যালয়|ঠিকানা"
    r"|নিবন্ধন\ (?:নং|নম্বর)|phone|e-?mail|mobile|fax)"
)
_IMPRINT = _pattern(
    rf"""^(?:(?:ভারপ্রাপ্ত|নির্বাহী|প্রধান|উপদেষ্টা|প্রতিষ্ঠাতা)\ )?{_EDITOR}\ ?(?:[:ঃ]|$)
    | ^সম্পাদক\ ও\ প্রকাশক | ^(?:সম্পাদকমণ্ডলীর|সম্পাদকমন্ডলীর)
    | ^{_CONTACT}\ ?[:ঃ] | {_CONTACT}\ ?[:ঃ]\ ?[+(]?[\da-z]
    | developed\ by | designed\ (?:&|by|and) | powered\ by | কারিগরি\ সহ(?:যোগিতা|ায়তা) | ^ডিজাইন\ ও
    | www\. | ^https?://\S+$ | ^\S+@\S+$"""
)
_TAGS = _pattern(r"^(?:বিষয়(?:সমূহ|গুলো)?|ট্যাগ(?:স|সমূহ|\ সমূহ|গুলো)?|সংশ্লিষ্ট\ বিষয়|tags?|topics?)\ ?[:ঃ]")
_CHANNEL = _pattern(
    "ফেসবুক|গুগল|হোয়াটসঅ্যাপ|টেলিগ্রাম|ইউটিউব|চ্যানেল|পেজ|অ্যাপ|নিউজলেটার|google|facebook|whatsapp|youtube"
)
_PROMPT = _pattern(
    r"(?:ফলো|অনুসরণ|সাবস্ক্রাইব|লাইক|ডাউনলোড|ইনস্টল|জয়েন|ক্লিক)\ (?:করুন|দিন|রাখুন)"
    r"| যুক্ত\ (?:হোন|থাকুন) | চোখ\ রাখুন | সঙ্গে\ থাকুন | মন্তব্য\ করতে.{0,20}লগ\ ?ইন"
)
_BREADCRUMB = re.compile(r"\s*(?:>|»|›|/|→|\||·|•)\s*")
_TAIL = re.compile(r"(?:\s*(?:[:ঃ>»›→|\-–—…।.+]+|\(\d+ ?(?:টি)?\)|\[\d+\]|\d+ ?টি))+$")
_HEAD = re.compile(r"^(?:[>»›→|\-–—•*■●▪#]+\s*)+")
_MORE_OF = _pattern(
    r"\S+(?:\ \S+){0,2}\ আরও\ (?:খবর|সংবাদ) | (?:এই|এ|একই)\ (?:\S+\ )?(?:থেকে|নিয়ে)\ আরও(?:\ পড়ুন)?"
)


# Words of labels that papers spell in two ways; the tables have the second.
_SPELLINGS = {"আরো": "আরও", "এই": "এ", "সবচাইতে": "সবচেয়ে", "সর্বাধিকপঠিত": "সর্বাধিক পঠিত"}


def label_key(text: str) -> str:
    """Give the key of a line read as a list's label: without its colon, arrow, bullet or count."""
    key = _TAIL.sub("", _HEAD.sub("", fold(text)))
    return " ".join(_SPELLINGS.get(word, word) for word in key.split())


def list_label(text: str) -> str | None:
    """Tell which list a line opens: `related`, `latest`, `most_read`, `other`, or None when it is no label.

    `other` is a list without a field of its own, and a row of tabs that names two lists at once.
    """
    key = label_key(text)
    for kind, table in _LABELS.items():
        if key in table:
            return kind
    if key in _OTHER_LABELS or _is_tabs(key):
        return "other"
    return RELATED if _MORE_OF.fullmatch(key) else None


def _is_tabs(key: str) -> bool:
    """Whether a key is two labels on one line, as a widget's tabs are printed."""
    if key in _TABS:
        return True
    parts = [part for part in _BREADCRUMB.split(key) if part]
    return len(parts) > 1 and all(any(part in table for table in _LABELS.values()) for part in parts)


def inline_label(text: str) -> tuple[str, str] | None:
    """Part `আরও পড়ুন: শিরোনাম` into its list and the headline; None when the line is not so."""
    match = re.match(r"^\W{0,3}([^:ঃ।]{3,40}?)\s*(?::|ঃ|>>|»|–|—|\|)\s*(\S.*)$", text, re.DOTALL)
    if not match or len(match[2].split()) < 3:
        return None
    kind = list_label(match[1])
    if kind is None or kind == "other" or _MORE_OF.fullmatch(label_key(match[1])):
        return None
    return kind, match[2]


def is_section(text: str) -> bool:
    """Whether a line is the name of a section or a path of such names (`প্রচ্ছদ > জাতীয়`)."""
    key = fold(text)
    if key in SECTIONS:
        return True
    parts = [part for part in _BREADCRUMB.split(key) if part]
    return bool(parts) and all(part in SECTIONS for part in parts)


def is_control(text: str) -> bool:
    """Whether a line is a control, a share or print label, a counter, an ad word or a page link."""
    key = fold(text)
    if key in _CONTROLS or key.strip(" :।|>»") in _CONTROLS:
        return True
    if _NUMBERED.fullmatch(key) or _AGO.fullmatch(key):
        return True
    parts = [part for part in re.split(r"\s*[|·•,/]\s*|\s{2,}", key) if part]
    return len(parts) > 1 and all(part in _CONTROLS or _NUMBERED.fullmatch(part) for part in parts)


def is_rank(text: str) -> bool:
    """Whether a line is only a list's number or a picture's place in its row (`৩`, `২/৫`)."""
    return bool(_RANK.fullmatch(fold(text)))


def is_credit(line: Line) -> bool:
    """Whether a line is a picture's credit, or a caption that ends in one."""
    return line.words <= 60 and bool(_CREDIT.search(line.key))


def is_footer(line: Line) -> bool:
    """Whether a line belongs to the page's imprint: rights, editor, address, how to reach the paper.

    A sentence is taken for one only if it speaks of rights, for a story too may print a telephone number.
    """
    if line.words > 60:
        return False
    return bool(_RIGHTS.search(line.key)) or (not line.punctuated and bool(_IMPRINT.search(line.key)))


def is_aside(line: Line) -> bool:
    """Whether a line names tags or asks the reader to follow, subscribe or log in."""
    if _TAGS.match(line.key) and not line.punctuated:
        return True
    return line.words <= 25 and bool(_CHANNEL.search(line.key)) and bool(_PROMPT.search(line.key))
