// The address as barta.bangla.slug writes it: letters, signs and digits of every script stay, all else is a hyphen.
(() => {
  const LIMIT = 240;
  const HASANTA = "\u09cd";
  const JOINER = /[\u200c\u200d]/u;
  const INVISIBLE =
    /[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
  const size = (text) => new TextEncoder().encode(text).length;

  // Joiners shape letters only beside a hasanta (র‍্যাব); elsewhere they are nothing.
  const shaping = (text) => {
    const letters = [...text];
    return letters
      .filter((one, at) => !JOINER.test(one) || letters[at - 1] === HASANTA || letters[at + 1] === HASANTA)
      .join("");
  };

  const tidy = (word) => word.replace(/^[\p{M}\u200c\u200d]+/u, "").replace(/[\u200c\u200d]+$/u, "");

  // One word that is too long by itself ends between clusters: never before a sign, nor after a hasanta.
  const shortened = (word) => {
    const clusters = word.match(/[^\p{M}](?:[\p{M}\u200c\u200d]|(?<=\u09cd[\u200c\u200d]*)\p{Lo})*/gu) || [];
    let kept = "";
    for (const cluster of clusters) {
      if (size(kept + cluster) > LIMIT) break;
      kept += cluster;
    }
    return tidy(kept);
  };

  const slugify = (text) => {
    const plain = shaping(
      // A joiner is judged where it was typed too: normalising may bring a hasanta beside it.
      shaping(text.replace(/[\0\ud800-\udfff]/gu, "-").replace(INVISIBLE, ""))
        .normalize("NFC")
        .toLowerCase()
        .normalize("NFC"),
    );
    const words = plain
      .replace(/[^\p{L}\p{M}\p{N}\u200c\u200d]/gu, "-")
      .split("-")
      .map(tidy)
      .filter(Boolean);
    let kept = "";
    for (const word of words) {
      const longer = kept ? `${kept}-${word}` : word;
      if (size(longer) > LIMIT) break;
      kept = longer;
    }
    return kept || (words.length ? shortened(words[0]) : "");
  };

  globalThis.bartaSlug = slugify;
  if (!globalThis.wagtail?.app || !globalThis.StimulusModule) return;

  class DeskSlug extends globalThis.StimulusModule.Controller {
    static values = { source: String };

    connect() {
      this.source = this.element.form?.elements.namedItem(this.sourceValue);
      this.following = !this.element.value;
      this.follow = () => {
        if (this.following) this.write(this.source.value);
      };
      this.typed = () => {
        this.following = !this.element.value.trim();
        if (!this.following) this.write(this.element.value);
      };
      this.source?.addEventListener("input", this.follow);
      this.element.addEventListener("change", this.typed);
    }

    disconnect() {
      this.source?.removeEventListener("input", this.follow);
      this.element.removeEventListener("change", this.typed);
    }

    write(text) {
      this.element.value = slugify(text);
    }
  }

  globalThis.wagtail.app.register("desk-slug", DeskSlug);
})();
