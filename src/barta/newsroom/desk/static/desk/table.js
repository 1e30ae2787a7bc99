// Says below the rows of a table what the paper will make of them: how many rows and columns, and which rows are short.
(() => {
  const number = (count) => count.toLocaleString("bn-u-nu-beng", { useGrouping: false });

  const unquoted = (text) =>
    text.replace(/(^|[\t\n])"((?:[^"]|"")*)"(?=[\t\n]|$)/g, (cell, before, inside) =>
      /[\n\t]|""/.test(inside) ? before + inside.replaceAll('""', '"').replace(/[\n\t]/g, " ") : cell,
    );

  const cellsOf = (line) => {
    const cells = line.split(line.includes("\t") ? "\t" : "|").map((cell) => cell.trim());
    while (cells.length && !cells.at(-1)) cells.pop();
    return cells;
  };

  const measure = (text) => {
    const plain = text.replace(/\r\n?/g, "\n");
    const rows = (plain.includes("\t") ? unquoted(plain) : plain)
      .split("\n")
      .map(cellsOf)
      .filter((cells) => cells.length);
    const used = new Set(rows.flatMap((cells) => [...cells.keys()].filter((column) => cells[column])));
    const last = Math.max(-1, ...used);
    const short = rows.flatMap((cells, row) => (cells.length <= last ? [row + 1] : []));
    return { rows: rows.length, columns: used.size, short };
  };

  const told = ({ rows, columns, short }) => {
    if (!rows) return "";
    const size = `${number(rows)} সারি, ${number(columns)} কলাম।`;
    if (rows > 200 || columns > 20) return `${size} সর্বোচ্চ ২০০ সারি ও ২০ কলাম রাখা যায়।`;
    if (!short.length || columns < 2) return size;
    const named = short.slice(0, 5).map(number).join(", ");
    return `${size} শেষ ঘর খালি: ${named}${short.length > 5 ? " …" : ""} নম্বর সারি।`;
  };

  globalThis.bartaTable = measure;
  if (!globalThis.wagtail?.app || !globalThis.StimulusModule) return;

  class DeskTable extends globalThis.StimulusModule.Controller {
    connect() {
      this.line = document.createElement("p");
      this.line.className = "desk-table";
      this.line.setAttribute("role", "status");
      this.element.after(this.line);
      this.tell = () => {
        this.line.textContent = told(measure(this.element.value));
      };
      this.element.addEventListener("input", this.tell);
      this.tell();
    }

    disconnect() {
      this.element.removeEventListener("input", this.tell);
      this.line.remove();
    }
  }

  globalThis.wagtail.app.register("desk-table", DeskTable);
})();
