"""The three roles of the newsroom. They are Django groups of these names."""

REPORTER = "reporter"
SUB_EDITOR = "sub-editor"
NEWS_EDITOR = "news editor"

ROLES = {
    REPORTER: "প্রতিবেদক",
    SUB_EDITOR: "সহ-সম্পাদক",
    NEWS_EDITOR: "বার্তা সম্পাদক",
}
