import Multipart

private let field = "Content-Disposition: form-data; name=\"a\""
private let file = "Content-Disposition: form-data; name=\"a\"; filename=\"a\""

extension Sample {
    static let goodForms = [
        good(
            "as Chrome and Firefox write it",
            "--boundary|Content-Disposition: form-data; name=\"who\"||Ada|--boundary|"
                + "Content-Disposition: form-data; name=\"photo\"; filename=\"a b.jpg\"|Content-Type: image/jpeg||"
                + "\u{FF}\u{D8}|--boundary--|",
            Part("who", content: "Ada"), Part("photo", "a b.jpg", "image/jpeg", content: "\u{FF}\u{D8}")),
        good(
            "words in other cases",
            "--boundary|content-disposition: FORM-DATA; NAME=\"a\"|CONTENT-TYPE: text/plain;charset=UTF-8||é|--boundary--|",
            Part("a", nil, "text/plain;charset=UTF-8", content: "é")),
        good("an empty form", "--boundary--|"),
        good("an empty form without a last line end", "--boundary--"),
        good("a preamble of one line end", "|--boundary|\(field)||x|--boundary--|", Part("a", content: "x")),
        good(
            "padding behind each boundary", "--boundary \t|\(field)||x|--boundary\t\t |\(field)||y|--boundary-- \t |",
            Part("a", content: "x"), Part("a", content: "y")),
        good("padding that ends the form", "--boundary-- "),
        good("an empty field", "--boundary|\(field)|||--boundary--|", Part("a")),
        good("a part without a body", "--boundary|\(field)||--boundary|\(field)||--boundary--", Part("a"), Part("a")),
        good("an empty file", "--boundary|\(file)|||--boundary--|", Part("a", "a")),
        good(
            "a file control that was left empty",
            "--boundary|Content-Disposition: form-data; name=\"a\"; filename=\"\"|"
                + "Content-Type: application/octet-stream|||--boundary--|",
            Part("a", "", "application/octet-stream")),
        good("a content of one line end", "--boundary|\(field)||||--boundary--|", Part("a", content: "|")),
        good("a content that ends in CR", "--boundary|\(field)||x\r|--boundary--|", Part("a", content: "x\r")),
        good("a content of CRs", "--boundary|\(field)||\r\r\r|--boundary--|", Part("a", content: "\r\r\r")),
        good(
            "all but delimiters",
            "--boundary|\(field)||--bound|--|-|\n--boundary--\r--boundary|--Boundary|--boundar|--boundary--",
            Part("a", content: "--bound|--|-|\n--boundary--\r--boundary|--Boundary|--boundar")),
        good(
            "a delimiter after half of one",
            "--boundary|\(file)||x|--bound|--boundary|\(file)||\r|--boundary--|",
            Part("a", "a", content: "x|--bound"), Part("a", "a", content: "\r")),
        good(
            "a boundary within a line", "--boundary|\(field)||x--boundary--| --boundary|--boundary--|",
            Part("a", content: "x--boundary--| --boundary")),
        Sample(
            testDescription: "every byte",
            form: lines("--boundary|\(file)||") + Array(0...255) + lines("|--boundary--|"),
            parts: [Part("a", "a", bytes: Array(0...255))]),
    ]

    static let badForms = [
        bad("nothing", "", .truncated),
        bad("half a delimiter", "--bound", .truncated),
        bad("no end of the headers", "--boundary|\(field)|", .truncated),
        bad("no delimiter behind a content", "--boundary|\(field)||x", .truncated),
        bad("no close delimiter", "--boundary|\(field)||x|--boundary|", .truncated),
        bad("half of the close delimiter's hyphens", "--boundary|\(field)||x|--boundary-", .truncated),
        bad("half of the last line end", "--boundary--\r", .truncated),
        bad("another boundary", "--other|\(field)||x|--other--|", .preambleNotEmpty),
        bad("a preamble", "This is a form.|--boundary|\(field)||x|--boundary--|", .preambleNotEmpty),
        bad("a preamble of two line ends", "||--boundary--|", .preambleNotEmpty),
        bad("a preamble of a lone LF", "\n--boundary--|", .preambleNotEmpty),
        bad("a first delimiter without its hyphens", "boundary|\(field)||x|--boundary--|", .preambleNotEmpty),
        bad("a boundary that goes on", "--boundary|\(field)||x|--boundary2|--boundary--|", .delimiterMalformed),
        bad("a first boundary that goes on", "--boundaryx|\(field)||x|--boundary--|", .delimiterMalformed),
        bad("one hyphen behind a boundary", "--boundary|\(field)||x|--boundary-|--boundary--|", .delimiterMalformed),
        bad("padding before the hyphens", "--boundary|\(field)||x|--boundary --|", .delimiterMalformed),
        bad("three hyphens", "--boundary|\(field)||x|--boundary---|", .delimiterMalformed),
        bad("a lone LF behind a boundary", "--boundary\n\(field)||x|--boundary--|", .delimiterMalformed),
        bad("a lone CR behind a boundary", "--boundary\r\(field)||x|--boundary--|", .delimiterMalformed),
        bad("a lone LF behind the close delimiter", "--boundary--\n", .delimiterMalformed),
        bad("a lone CR behind the close delimiter", "--boundary--\rx", .delimiterMalformed),
        bad("text in the last line", "--boundary--x|", .delimiterMalformed),
        bad("an epilogue", "--boundary--|x", .epilogueTooLarge),
        bad("a second form", "--boundary--|--boundary|\(field)||x|--boundary--|", .epilogueTooLarge),
        bad("delimiters that end in LF alone", "--boundary|\(field)||x\n--boundary--\n", .truncated),
    ]
}
