// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SpecEmitters

@Suite("A string in Markdown")
struct MarkdownTextTests {
    @Test(
        "shows as the text it is",
        arguments: [
            ("plain, text.", "plain, text."),
            ("a|b", #"a\|b"#),
            (#"a\|b"#, #"a\\\|b"#),
            ("<script>", "&lt;script&gt;"),
            ("&amp;", "&amp;amp;"),
            ("`x` *y*", #"\`x\` \*y\*"#),
            ("snake_case stays, _this_ not", #"snake_case stays, \_this\_ not"#),
            ("$a$", "<span>&#36;</span>a<span>&#36;</span>"),
            ("http://x/a_b", #"http\://x/a_b"#),
            ("www.x", #"www\.x"#),
            ("one\ntwo\r\nthree\rfour", "one<br>two<br>three<br>four"),
            (" a \n b ", "&#32;a&#32;<br>&#32;b&#32;"),
            ("a\u{202E}b\u{200B}c", #"a\[U+202E\]b\[U+200B\]c"#),
            ("a\u{2028}b\u{1B}c", #"a\[U+2028\]b\[U+001B\]c"#),
            ("\u{5D0}\u{200F}!", "\u{5D0}&#x200F;!"),
            ("👩\u{200D}💻", "👩\u{200D}💻"),
        ])
    func prose(text: String, markdown: String) {
        #expect(MarkdownText.prose(text) == markdown)
    }

    @Test(
        "at the start of a paragraph begins nothing else",
        arguments: [
            ("# no", "\\# no"), ("- no", #"\- no"#), ("1. no", #"1\. no"#), ("12) no", #"12\) no"#),
            ("> no", "&gt; no"), ("1.5 yes", #"1\.5 yes"#), ("2 yes", "2 yes"), ("", ""),
        ])
    func paragraph(text: String, markdown: String) {
        #expect(MarkdownText.paragraph(text) == markdown)
    }

    @Test(
        "in the type of code is never cut by what it holds",
        arguments: [
            ("a_b:c", "`a_b:c`"), ("a|b", #"<code>a\|b</code>"#), ("a`b", #"<code>a\`b</code>"#),
            (" ", "<code>\"&#32;\"</code>"), ("two words", "<code>two words</code>"),
        ])
    func code(text: String, markdown: String) {
        #expect(MarkdownText.code(text) == markdown)
    }
}
