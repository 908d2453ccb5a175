// Pages link to files of the repository that are not in the book. On a code host these links lead there; here they would lead
// nowhere, so that their words are left, with the file's path when pointed at.
for (const link of document.querySelectorAll('main a[href^="../"]')) {
    const words = document.createElement("span");
    words.title = "In the repository: " + link.getAttribute("href").replace("../", "").replace(/\.html(#.*)?$/, ".md");
    words.append(...link.childNodes);
    link.replaceWith(words);
}
