import Multipart

private let field = "Content-Disposition: form-data; name=\"a\""

extension Sample {
    static let goodHeaders = [
        headers("a name that is a token", "Content-Disposition:form-data;name=a", MultipartPart(name: "a")),
        headers(
            "white space where it may stand", "Content-Disposition:\t form-data \t; \tname=\"a\" ; filename=b \t",
            MultipartPart(name: "a", fileName: "b")),
        headers("an empty parameter", "Content-Disposition: form-data;; name=\"a\";", MultipartPart(name: "a")),
        headers("an empty name", "Content-Disposition: form-data; name=\"\"", MultipartPart(name: "")),
        headers(
            "an unknown parameter", "Content-Disposition: form-data; size=3; name=\"a\"", MultipartPart(name: "a")),
        headers(
            "escapes as browsers write them",
            "Content-Disposition: form-data; name=\"a%0D%0Ab\"; filename=\"%22%2522%41%\"",
            MultipartPart(name: "a\r\nb", fileName: "\"%2522%41%")),
        headers(
            "escapes in lower case are none", "Content-Disposition: form-data; name=\"%0d%0a\"",
            MultipartPart(name: "%0d%0a")),
        headers("escapes in a token are none", "Content-Disposition: form-data; name=%22", MultipartPart(name: "%22")),
        headers(
            "a backslash is a character",
            "Content-Disposition: form-data; name=\"\\\\a\"; filename=\"C:\\x\\..\\\"",
            MultipartPart(name: "\\\\a", fileName: "C:\\x\\..\\")),
        headers(
            "a path is only a text", "Content-Disposition: form-data; name=\"a\"; filename=\"../../etc/passwd\"",
            MultipartPart(name: "a", fileName: "../../etc/passwd")),
        headers(
            "a semicolon, a colon and a boundary in quotes",
            "Content-Disposition: form-data; name=\"; filename=: --boundary\"",
            MultipartPart(name: "; filename=: --boundary")),
        headers(
            "UTF-8", "Content-Disposition: form-data; name=\"é\"; filename=\"写真😀.jpg\"",
            MultipartPart(name: "é", fileName: "写真😀.jpg")),
        headers(
            "filename* makes no file", "Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''b.jpg",
            MultipartPart(name: "a")),
        headers(
            "filename* does not change a file's name",
            "Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''b.jpg; filename=\"c.jpg\"",
            MultipartPart(name: "a", fileName: "c.jpg")),
        headers(
            "other headers", "X-A:|Content-Length: 99|\(field)|content-transfer-encoding: base64",
            MultipartPart(name: "a")),
        headers(
            "a content type with parameters and space around it",
            "\(field)|Content-Type:  Multipart/Mixed ; boundary=\"bound\\\"ary\"\t ",
            MultipartPart(name: "a", contentType: "Multipart/Mixed ; boundary=\"bound\\\"ary\"")),
    ]

    static let badHeaders = [
        headers("no colon", "\(field)|X-A", .headerMalformed),
        headers("a space before the colon", "Content-Disposition : form-data; name=\"a\"", .headerMalformed),
        headers("no header's name", "\(field)|: x", .headerMalformed),
        headers("a header's name with a bracket", "\(field)|X(A): x", .headerMalformed),
        headers("a header's name in UTF-8", "\(field)|é: x", .headerMalformed),
        headers("a header folded with a space", "Content-Disposition: form-data;| name=\"a\"", .headerMalformed),
        headers("a header folded with a tab", "\(field)|X-A: x|\ty", .headerMalformed),
        headers("a folded first line", " \(field)", .headerMalformed),
        headers("a disposition twice", "\(field)|\(field)", .headerRepeated),
        headers(
            "a disposition twice, in another case", "\(field)|CONTENT-disposition: form-data; name=\"b\"",
            .headerRepeated),
        headers("another header twice", "\(field)|X-A: x|x-a: x", .headerRepeated),
        headers("no disposition", "Content-Type: text/plain", .dispositionMissing),
        bad("no header", "--boundary||x|--boundary--|", .dispositionMissing),
        headers("another disposition", "Content-Disposition: attachment; name=\"a\"", .dispositionMalformed),
        headers("no disposition type", "Content-Disposition: name=\"a\"", .dispositionMalformed),
        headers("an empty disposition", "Content-Disposition:", .dispositionMalformed),
        headers("no semicolon", "Content-Disposition: form-data name=\"a\"", .dispositionMalformed),
        headers("a name twice", "Content-Disposition: form-data; name=\"a\"; name=\"b\"", .dispositionMalformed),
        headers("a file name twice", "\(field); filename=a; FileName=a", .dispositionMalformed),
        headers("a quote that is not closed", "Content-Disposition: form-data; name=\"a", .dispositionMalformed),
        headers(
            "a quote that a backslash does not escape", "Content-Disposition: form-data; name=\"a\\\"b\"",
            .dispositionMalformed),
        headers("text behind a quote", "Content-Disposition: form-data; name=\"a\"b", .dispositionMalformed),
        headers("space around the equals sign", "Content-Disposition: form-data; name = \"a\"", .dispositionMalformed),
        headers("a parameter without a value", "Content-Disposition: form-data; name=", .dispositionMalformed),
        headers("a parameter without an equals sign", "\(field); filename", .dispositionMalformed),
        headers("UTF-8 without quotes", "Content-Disposition: form-data; name=é", .dispositionMalformed),
        headers("a space in a token", "Content-Disposition: form-data; name=a b", .dispositionMalformed),
        headers("no name", "Content-Disposition: form-data", .nameMissing),
        headers("a file name alone", "Content-Disposition: form-data; filename=\"a\"", .nameMissing),
        headers("name* alone", "Content-Disposition: form-data; name*=UTF-8''a", .nameMissing),
        headers("a content type without a slash", "\(field)|Content-Type: text", .contentTypeMalformed),
        headers("an empty content type", "\(field)|Content-Type:", .contentTypeMalformed),
        headers("two content types in one", "\(field)|Content-Type: text/plain, text/html", .contentTypeMalformed),
        headers("a NUL in a name", "Content-Disposition: form-data; name=\"a\0\"", .controlCharacter),
        headers("a NUL in another header", "\(field)|X-A: \0", .controlCharacter),
        headers("a DEL", "\(field); filename=\"\u{7F}\"", .controlCharacter),
        headers("a C1 control character", "\(field); filename=\"\u{85}\"", .controlCharacter),
        headers("a tab in a name", "Content-Disposition: form-data; name=\"a\tb\"", .controlCharacter),
        headers("a lone LF between headers", "X-A: x\n\(field)", .controlCharacter),
        headers("a lone CR between headers", "X-A: x\r\(field)", .controlCharacter),
        headers("a lone LF for the empty line", "\(field)|\nx", .controlCharacter),
        headers("CR CR LF", "\(field)\r|X-A: x", .controlCharacter),
        headers("a delimiter among headers", "\(field)|--boundary: x", .delimiterMalformed),
        headers("a close delimiter among headers", "\(field)|--boundary--", .delimiterMalformed),
        Sample(
            testDescription: "a name that is not UTF-8",
            form: lines("--boundary|Content-Disposition: form-data; name=\"") + [0xFF] + lines("\"||x|--boundary--|"),
            error: .notUTF8),
        Sample(
            testDescription: "an overlong slash in a file name",
            form: lines("--boundary|\(field); filename=\"") + [0xC0, 0xAF] + lines("\"||x|--boundary--|"),
            error: .notUTF8),
    ]
}
