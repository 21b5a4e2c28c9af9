// @ts-check
// Make the fonts inlined in the stylesheet before this script available at once. Otherwise they load after the first frame, and
// the text shifts.
(() => {
  const sheet = /** @type {HTMLStyleElement | undefined | null} */ (document.currentScript?.previousElementSibling)?.sheet;
  for (const rule of Array.from(sheet?.cssRules ?? [])) {
    if (!(rule instanceof CSSFontFaceRule)) continue;
    const said = (/** @type {string} */ name) => rule.style.getPropertyValue(name);
    const [, letters] = said("src").match(/base64,([^"')]+)/) ?? [];
    if (!letters) continue;
    const font = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    const family = said("font-family").replaceAll(/["']/g, "");
    document.fonts.add(new FontFace(family, font, { weight: said("font-weight"), unicodeRange: said("unicode-range") }));
    sheet?.deleteRule([...sheet.cssRules].indexOf(rule));
  }
})();
