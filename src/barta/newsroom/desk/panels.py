"""The story form's tabs, in the order in which a story is made."""

from django.forms import CheckboxSelectMultiple, RadioSelect, Select, TextInput
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from barta.newsroom.desk.forms import StoryForm
from barta.newsroom.desk.policies import SIGN_OFF
from barta.newsroom.desk.widgets import SlugInput

WRITING = [
    FieldPanel("kicker", help_text="শিরোনামের ওপরে ছোট করে ছাপা হয়; না থাকলেও চলে"),
    FieldPanel("headline", classname="title", widget=TextInput({"placeholder": "শিরোনাম*"})),
    FieldPanel("section", widget=Select, help_text="আপনার ডেস্কের বিভাগগুলো; সংবাদের ঠিকানা এ থেকেই হয়"),
    FieldPanel(
        "standfirst",
        help_text="দু-এক বাক্যে মূল কথা। শিরোনামের নিচে, প্রচ্ছদের বড় সংবাদে, আর খোঁজা ও শেয়ারের সারাংশে দেখা যায়; "
        "খালি থাকলে তালিকায় প্রথম অনুচ্ছেদের শুরু বসে।",
    ),
    InlinePanel(
        "bylines",
        [
            FieldPanel("person", help_text="তালিকা থেকে বাছুন, অথবা নিচে নাম লিখুন"),
            FieldRowPanel([FieldPanel("printed"), FieldPanel("kind")]),
            FieldRowPanel([FieldPanel("role"), FieldPanel("place")]),
        ],
        heading="যাঁর নামে ছাপা হবে",
        label="নাম",
    ),
    FieldPanel("body"),
]

PICTURES = [
    InlinePanel(
        "pictures",
        [
            FieldPanel("photo"),
            FieldPanel("caption", help_text="ছবিতে কে, কী, কোথায়, কবে"),
            FieldPanel("alt", help_text="যাঁরা ছবি দেখতে পান না তাঁদের জন্য; খালি থাকলে ছবির নিজেরটি"),
            FieldPanel("credit", help_text="খালি থাকলে ছবির নিজেরটি"),
        ],
        heading="ওপরের ছবি",
        label="ছবি",
        help_text="প্রথম ছবিটি সংবাদের ওপরে বড় করে থাকে, বাকিগুলো লেখার নিচে। প্রচ্ছদ, তালিকা ও শেয়ারে প্রথম যে ছবি "
        "সংবেদনশীল নয় সেটি দেখা যায়।",
    ),
]

IDENTITY = [
    FieldPanel("slug", widget=SlugInput(), help_text="খালি রাখলে শিরোনাম থেকে হবে; বাংলা অক্ষর অটুট থাকে"),
    FieldPanel("sections", heading="আরও যে বিভাগে থাকবে", widget=CheckboxSelectMultiple),
    FieldPanel("topics", widget=CheckboxSelectMultiple, classname="desk-choices"),
    FieldPanel("series"),
    InlinePanel(
        "places",
        [FieldRowPanel([FieldPanel("division"), FieldPanel("district"), FieldPanel("upazila")])],
        heading="ঘটনার স্থান (বিবিএস কোড)",
        label="স্থান",
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "short_headline",
                help_text="প্রচ্ছদ ও তালিকায় পুরো শিরোনামের জায়গায় দেখা যায়; সংবাদের নিজের পাতায় নয়",
            ),
            FieldPanel(
                "social_headline",
                help_text="ফেসবুক, হোয়াটসঅ্যাপের মতো জায়গায় শেয়ার করলে দেখা যায়; খালি থাকলে শিরোনামটিই",
            ),
        ],
        heading="অন্য শিরোনাম",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("source_agency"), FieldPanel("source_licence")]),
            FieldPanel("source_url"),
            FieldRowPanel([FieldPanel("source_expiry"), FieldPanel("may_syndicate")]),
            FieldRowPanel([FieldPanel("canonical"), FieldPanel("noindex")]),
        ],
        heading="সূত্র",
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("edition"), FieldPanel("language")]),
            FieldPanel("translation_of"),
            FieldPanel("supersedes"),
            FieldRowPanel([FieldPanel("print_date"), FieldPanel("print_page")]),
        ],
        heading="সংস্করণ",
        classname="collapsed",
    ),
]

PUBLICATION = [
    FieldPanel(
        "weight",
        heading="এবারের পরিবর্তন",
        widget=RadioSelect,
        help_text="সামান্য হলে সময় বদলায় না; গুরুত্বপূর্ণ হলে পাঠক নতুন আপডেটের সময় দেখেন। "
        "ভুল শুধরে থাকলে নিচে সংশোধনী লিখুন।",
    ),
    InlinePanel(
        "corrections",
        [
            FieldPanel("kind"),
            FieldPanel("text", help_text="কী ভুল ছিল আর কী ঠিক, পাঠক যেমন পড়বেন"),
            FieldPanel("at"),
        ],
        heading="সংশোধনী",
        label="সংশোধনী",
    ),
    FieldPanel("public_note"),
    FieldPanel("signoff", permission=SIGN_OFF, help_text="খালি থাকলে যিনি সই করবেন তাঁর স্বাক্ষর বসবে"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("sensitive"), FieldPanel("ai_used")]),
            FieldRowPanel([FieldPanel("no_ads"), FieldPanel("no_push")]),
            FieldPanel("commercial"),
        ],
        heading="চিহ্ন",
    ),
    PublishingPanel(),
]

STORY = TabbedInterface(
    [
        ObjectList(WRITING, heading="লেখা"),
        ObjectList(PICTURES, heading="ছবি"),
        ObjectList(IDENTITY, heading="পরিচয়"),
        ObjectList(PUBLICATION, heading="প্রকাশ"),
    ],
    base_form_class=StoryForm,
)
